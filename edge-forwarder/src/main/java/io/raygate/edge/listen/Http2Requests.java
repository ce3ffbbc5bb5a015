// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.raygate.edge.listen.Http2.Shared;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Head;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests of one connection of HTTP/2 that are under way. Begins them, hands them their bodies, which the decoder has
 * checked, and ends each with its stream. Confined to the event loop.
 */
final class Http2Requests extends Http2EventAdapter {

    /** What a stream costs beside its head: 1,200 bytes were measured, of Netty's objects and ours. */
    private static final long STREAM_BYTES = 1_500;

    private final Shared shared;
    private final Http2Conversation conversation;
    private final Http2Connection.PropertyKey exchangeOfStream;

    /** In the order in which they began. */
    private final Set<Http2Exchange> underWay = new LinkedHashSet<>();

    private long idleSinceNanos = System.nanoTime();
    private boolean asked;

    Http2Requests(Shared shared, Http2Conversation conversation) {
        this.shared = shared;
        this.conversation = conversation;
        this.exchangeOfStream = conversation.connection().newKey();
    }

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
        Http2Stream stream = conversation.connection().stream(streamId);
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
        Http2Exchange exchange = conversation.connection().stream(streamId).getProperty(exchangeOfStream);
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
        conversation.requestEnded(exchange.context());
    }

    /** Ends the request of a stream as malformed; false if the stream has none. */
    boolean isMalformed(int streamId) {
        Http2Stream stream = conversation.connection().stream(streamId);
        Http2Exchange exchange = stream == null ? null : stream.getProperty(exchangeOfStream);
        if (exchange == null) {
            return false;
        }
        exchange.conclude(Conclusion.MALFORMED);
        return true;
    }

    /** Ends all as malformed. */
    void allAreMalformed() {
        underWay.forEach(exchange -> exchange.conclude(Conclusion.MALFORMED));
    }

    /** Ends those that have come to their deadline, and tells which. */
    List<Http2Exchange> expire(long nowNanos) {
        long timeout = shared.limits().requestTimeout().toNanos();
        List<Http2Exchange> expired = underWay.stream()
                .takeWhile(exchange -> exchange.ageNanos(nowNanos) >= timeout)
                .toList();
        expired.forEach(exchange -> exchange.conclude(Conclusion.TIMED_OUT));
        return expired;
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    /** Whether there ever was one. */
    boolean hasBegun() {
        return asked;
    }

    /** Whether the connection has been without one for as long as it may. */
    boolean isIdleTooLong(long nowNanos) {
        var patience = asked ? shared.limits().idleTimeout() : shared.limits().requestTimeout();
        return underWay.isEmpty() && nowNanos - idleSinceNanos >= patience.toNanos();
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
                conversation.wire(context),
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
}
