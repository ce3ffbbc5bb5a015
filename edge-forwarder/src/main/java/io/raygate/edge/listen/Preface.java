// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells from its first bytes what a connection speaks, and makes way for who speaks it: HTTP/2 if they are its preface (RFC
 * 9113, 3.4), which no request of HTTP/1 begins with, else HTTP/1. Confined to the event loop.
 */
final class Preface extends ByteToMessageDecoder {

    private static final byte[] HTTP_2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Duration patience;
    private final ListenBooks books;
    private final Consumer<ChannelPipeline> http1;
    private final Consumer<ChannelPipeline> http2;
    private @Nullable ScheduledFuture<?> deadline;

    /**
     * A connection of which nothing is known.
     *
     * @param patience until the bytes must have come
     * @param http1 appends what serves HTTP/1
     * @param http2 appends what serves HTTP/2
     */
    Preface(Duration patience, ListenBooks books, Consumer<ChannelPipeline> http1, Consumer<ChannelPipeline> http2) {
        this.patience = patience;
        this.books = books;
        this.http1 = http1;
        this.http2 = http2;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        deadline = context.executor().schedule(() -> expire(context), patience.toMillis(), TimeUnit.MILLISECONDS);
        context.read();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> none) {
        int seen = Math.min(bytes.readableBytes(), HTTP_2.length);
        for (int i = 0; i < seen; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != HTTP_2[i]) {
                handOver(context, http1);
                return;
            }
        }
        if (seen == HTTP_2.length) {
            handOver(context, http2);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        cancel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        cancel();
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close(); // a reset: what was sent may be anything
    }

    /** What was read so far follows the handler that is removed. */
    private void handOver(ChannelHandlerContext context, Consumer<ChannelPipeline> speaker) {
        speaker.accept(context.pipeline());
        context.fireChannelActive();
        context.pipeline().remove(this);
    }

    private void expire(ChannelHandlerContext context) {
        books.neverAsked();
        var _ = context.close();
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
