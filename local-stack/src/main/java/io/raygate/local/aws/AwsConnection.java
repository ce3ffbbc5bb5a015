// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection: reads a request to its end, has it answered, writes the answer in the way that its {@link Delivery} says,
 * and goes on to the next one. A body that is refused is read and thrown away, so that the client reads why; a client that
 * waits to be told to send its body is refused at once. Each step has a deadline that arriving bytes do not move: the head
 * of the next request, its body, and its answer. Confined to the event loop.
 */
final class AwsConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = Logger.getLogger(AwsConnection.class);

    private final AwsFront front;
    private final Duration patience;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable HttpRequest head;
    private @Nullable AwsResponse refusal;
    private ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean admitted;
    private boolean answering;
    private boolean closing;
    private boolean reading;
    private boolean readsOn;

    /** @param patience for each step of a request */
    AwsConnection(AwsFront front, Duration patience) {
        this.front = front;
        this.patience = patience;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        expect(context);
        readOn(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof HttpRequest begun && !closing) {
                begin(context, begun);
            }
            if (message instanceof HttpContent part && head != null && !answering) {
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
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (head != null && !answering) {
            end();
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
        Optional<HttpResponseStatus> unreadable = statusOfUnreadable(begun);
        if (unreadable.isPresent()) {
            closing = true;
            var bad = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, unreadable.get());
            bad.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
            context.writeAndFlush(bad).addListener(_ -> closeGently(context));
            return;
        }
        expect(context);
        head = begun;
        Optional<AwsResponse> refused = front.refusal(begun);
        refusal = refused.orElse(null);
        admitted = refused.isEmpty();
        if (!HttpUtil.is100ContinueExpected(begun)) {
            return;
        }
        if (refused.isPresent()) {
            closing = true; // the client may send the body or leave it out: nothing can follow
            answering = true;
            HttpUtil.setKeepAlive(begun, false);
            deliver(context, begun, refused.get());
        } else {
            var _ = context.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    /** What a head is answered with that is not HTTP/1.1 or 1.0, or whose body has a coding that nobody here decodes. */
    private static Optional<HttpResponseStatus> statusOfUnreadable(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            return Optional.of(HttpResponseStatus.BAD_REQUEST);
        }
        boolean isSpoken = head.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || head.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (!isSpoken) {
            return Optional.of(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED);
        }
        String coding = String.join(",", head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING));
        return coding.isEmpty() || coding.equalsIgnoreCase("chunked")
                ? Optional.empty()
                : Optional.of(HttpResponseStatus.NOT_IMPLEMENTED);
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
        expect(context);
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
            if (!written.isSuccess()) {
                var _ = context.close();
                return;
            }
            if (!keptAlive) {
                closeGently(context);
                return;
            }
            expect(context);
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

    /** Closing at once would reset the connection where unread bytes wait, and the client could lose the answer. */
    private void closeGently(ChannelHandlerContext context) {
        closing = true;
        var _ = ((SocketChannel) context.channel()).shutdownOutput();
        readOn(context);
    }

    /** From here on the next step has its time. */
    private void expect(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = context.executor()
                .schedule(
                        () -> {
                            var _ = context.close();
                        },
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
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
