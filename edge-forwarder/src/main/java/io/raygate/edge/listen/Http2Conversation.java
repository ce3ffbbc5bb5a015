// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.raygate.edge.listen.Http2.Shared;
import io.raygate.edge.listen.Listener.Leave;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Head;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/2: its requests, each with its deadline, and the time that it may be without one. Bodies are handed
 * on as they come, so a window bounds what is on the way and not what is held. While the client does not read, nothing is
 * read from it, so what waits to be written is bounded too. A stream that ends badly is reset; a client that breaks the
 * protocol, or keeps the server busy with {@link IdleFrames}, is told so and the connection ends for it alone. Confined to
 * the event loop.
 */
final class Http2Conversation extends Http2ConnectionHandler {

    /** Netty's objects for a stream and ours, about; measured with 100,000 streams. */
    private static final long STREAM_BYTES = 1_500;

    private static final long LOOKS_IN_A_TIMEOUT = 8;

    private final Shared shared;
    private final IdleFrames idleFrames;
    private final Http2Connection.PropertyKey exchangeOfStream;

    /** In the order in which they began. */
    private final Set<Http2Exchange> underWay = new LinkedHashSet<>();

    private @Nullable ScheduledFuture<?> look;
    private long idleSinceNanos = System.nanoTime();
    private boolean asked;
    private boolean reading;
    private boolean draining;
    private boolean closing;

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
        this.exchangeOfStream = connection().newKey();
        var frames = new Frames();
        decoder.frameListener(frames);
        connection().addListener(frames);
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
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            shared.failures().add(cause);
        }
        var _ = context.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Leave) {
            drain(context);
        }
    }

    /** Takes no more requests, and ends once those that were taken are answered. */
    private void drain(ChannelHandlerContext context) {
        if (!draining && !closing) {
            draining = true;
            var _ = goAway(
                    context,
                    connection().remote().lastStreamCreated(),
                    Http2Error.NO_ERROR.code(),
                    Unpooled.EMPTY_BUFFER,
                    context.newPromise());
            flush(context);
            closeIfDrained(context);
        }
    }

    @Override
    protected void onStreamError(
            ChannelHandlerContext context, boolean isOutbound, Throwable cause, Http2Exception.StreamException error) {
        Http2Stream stream = connection().stream(error.streamId());
        Http2Exchange exchange = stream == null ? null : stream.getProperty(exchangeOfStream);
        if (exchange != null) {
            exchange.conclude(Conclusion.MALFORMED);
        } else if (error.error() == Http2Error.REFUSED_STREAM) {
            shared.books().streamRefused();
        } else if (!isOutbound) {
            shared.books().notHttp();
        }
        super.onStreamError(context, isOutbound, cause, error);
        countReset(context, isOutbound);
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext context, boolean isOutbound, Throwable cause, Http2Exception error) {
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
        closing = true;
        idleSinceNanos = System.nanoTime();
        underWay.forEach(exchange -> exchange.conclude(Conclusion.MALFORMED));
        // Not by goAway(), which closes at once.
        encoder()
                .frameWriter()
                .writeGoAway(
                        context,
                        connection().remote().lastStreamCreated(),
                        (error == null ? Http2Error.INTERNAL_ERROR : error.error()).code(),
                        ByteBufUtil.writeUtf8(context.alloc(), error == null ? "" : String.valueOf(error.getMessage())),
                        context.newPromise())
                .addListener(_ -> closeGently(context));
        context.flush();
    }

    private void begin(ChannelHandlerContext context, Http2Stream stream, Http2Headers headers, boolean isLast)
            throws Http2Exception {
        asked = true;
        Head head = Http2Head.of(headers, (InetSocketAddress) context.channel().remoteAddress())
                .orElseThrow(() -> Http2Exception.streamError(
                        stream.id(), Http2Error.PROTOCOL_ERROR, "The head of the request is malformed"));
        long bytes = Http2Head.bytes(headers) + STREAM_BYTES;
        if (!shared.heads().tryReserve(bytes)) {
            throw Http2Exception.streamError(
                    stream.id(), Http2Error.REFUSED_STREAM, "As many requests are under way as may be");
        }
        var exchange = new Http2Exchange(
                shared.service().begin(head),
                stream,
                new Wire(context),
                shared.failures(),
                bytes,
                head.method().equals(HttpMethod.HEAD));
        stream.setProperty(exchangeOfStream, exchange);
        underWay.add(exchange);
        exchange.refusal().ifPresent(exchange::respond);
        if (isLast) {
            exchange.complete();
        }
    }

    private void look(ChannelHandlerContext context) {
        long now = System.nanoTime();
        if (closing) {
            if (now - idleSinceNanos >= shared.limits().requestTimeout().toNanos()) {
                var _ = context.close();
            }
            return;
        }
        for (Http2Exchange exchange : List.copyOf(underWay)) {
            if (exchange.ageNanos(now) < shared.limits().requestTimeout().toNanos()) {
                break;
            }
            expire(context, exchange);
        }
        var patience = asked ? shared.limits().idleTimeout() : shared.limits().requestTimeout();
        if (underWay.isEmpty() && now - idleSinceNanos >= patience.toNanos()) {
            if (!asked) {
                shared.books().neverAsked();
            }
            drain(context);
        }
    }

    private void expire(ChannelHandlerContext context, Http2Exchange exchange) {
        exchange.conclude(Conclusion.TIMED_OUT);
        if (!context.channel().isWritable()) {
            var _ = context.close(); // nobody reads
            return;
        }
        reset(context, exchange, Http2Error.CANCEL);
        flush(context);
    }

    private void reset(ChannelHandlerContext context, Http2Exchange exchange, Http2Error error) {
        var _ = resetStream(context, exchange.stream().id(), error.code(), context.newPromise());
        countReset(context, false);
    }

    private void countReset(ChannelHandlerContext context, boolean isOutbound) {
        if (isOutbound) {
            return;
        }
        try {
            idleFrames.count();
        } catch (Http2Exception tooMany) {
            onError(context, false, tooMany);
        }
    }

    private void closeIfDrained(ChannelHandlerContext context) {
        if (draining && underWay.isEmpty() && !closing) {
            closing = true;
            idleSinceNanos = System.nanoTime();
            context.writeAndFlush(context.alloc().buffer(0)).addListener(_ -> closeGently(context));
        }
    }

    /** Closing at once would reset the connection where unread bytes wait, and the client could lose what was written. */
    private void closeGently(ChannelHandlerContext context) {
        idleSinceNanos = System.nanoTime();
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
                if (!future.isSuccess()) {
                    return;
                }
                idleFrames.answered();
                if (exchange.stream().state().remoteSideOpen()) {
                    // the client need not send the rest of the body (RFC 9113, 8.1)
                    reset(context, exchange, Http2Error.NO_ERROR);
                }
            });
            if (!reading) {
                flush(context);
            }
        }
    }

    /** What the client sends, once the decoder has checked it. */
    private final class Frames extends Http2EventAdapter {

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int streamId,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean isLast)
                throws Http2Exception {
            Http2Stream stream = connection().stream(streamId);
            Http2Exchange exchange = stream.getProperty(exchangeOfStream);
            if (exchange == null) {
                begin(context, stream, headers, isLast);
            } else if (isLast) {
                exchange.complete(); // these are trailers, which nobody here reads
            }
        }

        @Override
        public int onDataRead(ChannelHandlerContext context, int streamId, ByteBuf data, int padding, boolean isLast) {
            int consumed = data.readableBytes() + padding;
            Http2Exchange exchange = connection().stream(streamId).getProperty(exchangeOfStream);
            if (exchange != null) {
                exchange.offer(data);
                if (isLast) {
                    exchange.complete();
                }
            }
            return consumed;
        }

        @Override
        public void onStreamClosed(Http2Stream stream) {
            Http2Exchange exchange = stream.removeProperty(exchangeOfStream);
            if (exchange == null) {
                return;
            }
            underWay.remove(exchange);
            shared.heads().release(exchange.heldBytes());
            exchange.conclude(Conclusion.CLIENT_GONE);
            exchange.close();
            idleSinceNanos = System.nanoTime();
            closeIfDrained(exchange.context());
        }
    }
}
