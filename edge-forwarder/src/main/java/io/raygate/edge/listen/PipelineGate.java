// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Holds a client that pipelines to what one of its requests may cost, which Vert.x does not: it keeps every request that
 * comes behind an open one, and every answer that the client does not read. Here nothing more is read from the socket
 * while two requests are unanswered or answers wait to be read; what one read has brought, 64 KiB at most, is let
 * through. After a request that closes the connection nothing is passed on: Vert.x would drop it without giving its
 * memory back.
 */
final class PipelineGate extends ChannelDuplexHandler {

    private final Runnable whenAllAnswered;
    private int unanswered;
    private boolean last;
    private boolean closing;
    private boolean held;

    /**
     * A gate.
     *
     * @param whenAllAnswered told when the last byte of an answer has gone to the client's socket, and no other is due
     */
    PipelineGate(Runnable whenAllAnswered) {
        this.whenAllAnswered = whenAllAnswered;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            unanswered++;
            last = !HttpUtil.isKeepAlive(request);
            holdOrReadOn(context);
        }
        closing = last && message instanceof LastHttpContent;
        context.fireChannelRead(message);
    }

    /** Reached when Vert.x, which pauses for reasons of its own, wants to go on. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (mayRead(context)) {
            context.read();
        } else {
            hold(context);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        ChannelPromise written = promise;
        if (isEndOfAnswer(message)) {
            written = promise.unvoid().addListener(_ -> {
                unanswered--;
                holdOrReadOn(context);
                if (unanswered == 0) {
                    whenAllAnswered.run();
                }
            });
        }
        super.write(context, message, written);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        holdOrReadOn(context);
        context.fireChannelWritabilityChanged();
    }

    private void holdOrReadOn(ChannelHandlerContext context) {
        if (!mayRead(context)) {
            hold(context);
        } else if (held) {
            held = false;
            context.channel().config().setAutoRead(true);
        }
    }

    private void hold(ChannelHandlerContext context) {
        held = true;
        context.channel().config().setAutoRead(false);
    }

    private boolean mayRead(ChannelHandlerContext context) {
        return unanswered < 2 && context.channel().isWritable();
    }

    /** An answer may come in one message or in several; {@code 100 Continue} is one that ends nothing. */
    private static boolean isEndOfAnswer(Object message) {
        return message instanceof LastHttpContent
                && !(message instanceof HttpResponse response
                        && response.status().equals(HttpResponseStatus.CONTINUE));
    }
}
