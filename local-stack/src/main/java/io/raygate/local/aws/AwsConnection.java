// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection: reads a request to its end, has it answered, writes the answer in the way that its {@link Delivery} says,
 * and goes on to the next one. A body that is refused is read and thrown away, so that the client reads why. Confined to
 * the event loop.
 */
final class AwsConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = Logger.getLogger(AwsConnection.class);

    private final AwsFront front;
    private @Nullable HttpRequest head;
    private @Nullable AwsResponse refusal;
    private ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean admitted;
    private boolean answering;
    private boolean reading;
    private boolean readsOn;

    AwsConnection(AwsFront front) {
        this.front = front;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        readOn(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest begun) {
                begin(context, begun);
            }
            if (message instanceof HttpContent part && head != null) {
                take(part.content());
                if (part.decoderResult().isFailure()) {
                    var _ = context.close();
                } else if (part instanceof LastHttpContent) {
                    answer(context, head);
                    return;
                }
            }
            readOn(context);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** The client has gone. What is being answered is held until it is answered, since until then it takes memory. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (head != null && !answering) {
            end();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            var _ = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.errorf(cause, "AWS connection failed");
        }
        var _ = context.close();
    }

    private void begin(ChannelHandlerContext context, HttpRequest begun) {
        if (begun.decoderResult().isFailure()) {
            var bad = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST);
            bad.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
            context.writeAndFlush(bad).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        head = begun;
        refusal = front.refusal(begun).orElse(null);
        admitted = refusal == null;
        if (HttpUtil.is100ContinueExpected(begun)) {
            var _ = context.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private void take(ByteBuf part) {
        if (refusal != null) {
            return;
        }
        refusal = front.reserve(body.size(), part.readableBytes()).orElse(null);
        if (refusal != null) {
            forgetBody();
            return;
        }
        byte[] bytes = new byte[part.readableBytes()];
        part.readBytes(bytes);
        body.writeBytes(bytes);
    }

    private void answer(ChannelHandlerContext context, HttpRequest asked) {
        answering = true;
        if (refusal != null) {
            deliver(context, asked, refusal);
            return;
        }
        var _ = front.answer(asked, body.toByteArray())
                .thenAcceptAsync(response -> deliver(context, asked, response), context.executor());
    }

    private void deliver(ChannelHandlerContext context, HttpRequest asked, AwsResponse response) {
        switch (response.delivery()) {
            case Delivery.AtOnce() -> write(context, asked, response);
            case Delivery.Delayed(Duration pause) -> {
                var _ = context.executor()
                        .schedule(() -> write(context, asked, response), pause.toMillis(), TimeUnit.MILLISECONDS);
            }
            case Delivery.Reset() -> {
                // Lingering for zero seconds makes the kernel send RST instead of FIN.
                context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                end();
                var _ = context.close();
            }
        }
    }

    private void write(ChannelHandlerContext context, HttpRequest asked, AwsResponse response) {
        var http = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()));
        response.headers().forEach(http.headers()::set);
        http.headers()
                .set("x-content-type-options", "nosniff")
                .set("x-amzn-RequestId", UUID.randomUUID().toString())
                .set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        boolean keptAlive = HttpUtil.isKeepAlive(asked);
        HttpUtil.setKeepAlive(http.headers(), asked.protocolVersion(), keptAlive);
        context.writeAndFlush(http).addListener(written -> {
            end();
            if (!written.isSuccess() || !keptAlive) {
                var _ = context.close();
                return;
            }
            // Not at once: answers to pipelined requests would call each other ever deeper.
            context.executor().execute(() -> readOn(context));
        });
    }

    /** Asks for one more message. One that waits already comes before this returns: a loop, or the stack would overflow. */
    private void readOn(ChannelHandlerContext context) {
        readsOn = true;
        if (reading) {
            return;
        }
        reading = true;
        while (readsOn) {
            readsOn = false;
            context.read();
        }
        reading = false;
    }

    /** Gives back what the request held. */
    private void end() {
        head = null;
        refusal = null;
        answering = false;
        forgetBody();
        if (admitted) {
            admitted = false;
            front.release();
        }
    }

    private void forgetBody() {
        front.giveBack(body.size());
        body = new ByteArrayOutputStream();
    }
}
