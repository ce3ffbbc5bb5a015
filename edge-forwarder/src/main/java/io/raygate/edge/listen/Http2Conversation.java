// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.raygate.edge.listen.Http2.Shared;
import io.raygate.edge.listen.Listener.Leave;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/2: its deadlines, its errors and its end; {@link Http2Requests} has what happens between. Bodies are
 * handed on as they come, so a window bounds what is on the way and not what is held. While the client does not read, nothing
 * is read from it, so what waits to be written is bounded too. A stream that ends badly is reset; a client that breaks the
 * protocol, or keeps the server busy with {@link IdleFrames}, is told so, and the connection ends. Confined to the event loop.
 */
final class Http2Conversation extends Http2ConnectionHandler {

    private static final long LOOKS_IN_A_TIMEOUT = 8;

    private final Shared shared;
    private final IdleFrames idleFrames;
    private final Http2Requests requests;
    private @Nullable ScheduledFuture<?> look;
    private boolean reading;
    private boolean draining;
    private boolean closing;
    private long closingSinceNanos;

    Http2Conversation(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            Shared shared,
            IdleFrames idleFrames) {
        // Closing a channel closes it; GOAWAY is sent where somebody is to read it.
        super(decoder, encoder, settings, true, true);
        this.shared = shared;
        this.idleFrames = idleFrames;
        this.requests = new Http2Requests(shared, this);
        decoder.frameListener(requests);
        connection().addListener(requests);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        super.handlerAdded(context);
        Http2Stream all = connection().connectionStream();
        decoder()
                .flowController()
                .incrementWindowSize(
                        all, shared.window() - decoder().flowController().windowSize(all));
        long period = shared.shortestTimeout().toNanos() / LOOKS_IN_A_TIMEOUT;
        look = context.executor().scheduleWithFixedDelay(() -> look(context), period, period, TimeUnit.NANOSECONDS);
        context.channel().config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        reading = true;
        super.channelRead(context, message);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        if (closing) {
            bytes.skipBytes(bytes.readableBytes());
            return;
        }
        super.decode(context, bytes, out);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        reading = false;
        super.channelReadComplete(context); // writes what the requests that were read are answered with
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        context.channel().config().setAutoRead(context.channel().isWritable());
        super.channelWritabilityChanged(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (look != null) {
            look.cancel(false);
        }
        super.channelInactive(context); // closes the streams
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Leave) {
            drain(context);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            shared.failures().add(cause);
        }
        var _ = context.close();
    }

    @Override
    protected void onStreamError(
            ChannelHandlerContext context, boolean isOutbound, Throwable cause, Http2Exception.StreamException error) {
        boolean wasBegun = requests.isMalformed(error.streamId());
        if (!wasBegun && error.error() == Http2Error.REFUSED_STREAM) {
            shared.books().streamRefused();
        } else if (!wasBegun && !isOutbound && error.error() != Http2Error.STREAM_CLOSED) {
            shared.books().notHttp(); // else it came too late for a request that is counted
        }
        super.onStreamError(context, isOutbound, cause, error);
        if (!isOutbound) {
            countReset(context);
        }
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext context, boolean isOutbound, Throwable cause, @Nullable Http2Exception error) {
        if (closing) {
            return;
        }
        if (cause instanceof IOException) {
            var _ = context.close(); // the client has gone
            return;
        }
        if (error == null) {
            shared.failures().add(cause);
        } else if (error.error() == Http2Error.ENHANCE_YOUR_CALM) {
            shared.books().flooded();
        } else {
            shared.books().notHttp();
        }
        beginToClose();
        requests.allAreMalformed();
        Http2Error code = error == null ? Http2Error.INTERNAL_ERROR : error.error();
        String why = error == null ? "" : String.valueOf(error.getMessage());
        // Not by goAway(), which closes at once.
        encoder()
                .frameWriter()
                .writeGoAway(
                        context,
                        connection().remote().lastStreamCreated(),
                        code.code(),
                        ByteBufUtil.writeUtf8(context.alloc(), why),
                        context.newPromise())
                .addListener(_ -> closeGently(context));
        context.flush();
    }

    /** The way to the client of a request. */
    Http2Exchange.Connection wire(ChannelHandlerContext context) {
        return new Wire(context);
    }

    /** A request is over. */
    void requestEnded(ChannelHandlerContext context) {
        if (draining && requests.isEmpty() && !closing) {
            beginToClose();
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> closeGently(context));
        }
    }

    /** Takes no more requests, and ends once those that were taken are answered. */
    private void drain(ChannelHandlerContext context) {
        if (draining || closing) {
            return;
        }
        draining = true;
        var _ = goAway(
                context,
                connection().remote().lastStreamCreated(),
                Http2Error.NO_ERROR.code(),
                Unpooled.EMPTY_BUFFER,
                context.newPromise());
        flush(context);
        requestEnded(context);
    }

    private void look(ChannelHandlerContext context) {
        long now = System.nanoTime();
        if (closing) {
            if (now - closingSinceNanos >= shared.limits().requestTimeout().toNanos()) {
                var _ = context.close();
            }
            return;
        }
        List<Http2Exchange> expired = requests.expire(now);
        if (!expired.isEmpty() && !context.channel().isWritable()) {
            var _ = context.close(); // nobody reads
            return;
        }
        expired.forEach(exchange -> reset(context, exchange.stream(), Http2Error.CANCEL));
        flush(context);
        if (requests.isIdleTooLong(now)) {
            if (!requests.hasBegun()) {
                shared.books().neverAsked();
            }
            drain(context);
        }
    }

    private void reset(ChannelHandlerContext context, Http2Stream stream, Http2Error error) {
        var _ = resetStream(context, stream.id(), error.code(), context.newPromise());
        countReset(context);
    }

    private void countReset(ChannelHandlerContext context) {
        try {
            idleFrames.count();
        } catch (Http2Exception tooMany) {
            onError(context, false, tooMany);
        }
    }

    private void beginToClose() {
        closing = true;
        closingSinceNanos = System.nanoTime();
    }

    /** Closing at once would reset the connection where unread bytes wait, and the client could lose what was written. */
    private static void closeGently(ChannelHandlerContext context) {
        var _ = ((SocketChannel) context.channel()).shutdownOutput();
    }

    private final class Wire implements Http2Exchange.Connection {

        private final ChannelHandlerContext context;

        Wire(ChannelHandlerContext context) {
            this.context = context;
        }

        @Override
        public ChannelHandlerContext context() {
            return context;
        }

        @Override
        public Http2ConnectionEncoder encoder() {
            return Http2Conversation.this.encoder();
        }

        @Override
        public void responded(Http2Exchange exchange, ChannelFuture written) {
            written.addListener(future -> {
                if (future.isSuccess()) {
                    idleFrames.answered();
                }
            });
            if (!reading) {
                flush(context);
            }
        }
    }
}
