// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.raygate.edge.listen.Service.Response;
import java.util.Map;

/** A request on a stream of HTTP/2. Confined to the event loop. */
final class Http2Exchange extends Exchange {

    /** The connection of an exchange. */
    interface Connection {

        ChannelHandlerContext context();

        Http2ConnectionEncoder encoder();

        /** A response was handed over; the future completes once it is written. */
        void responded(Http2Exchange exchange, ChannelFuture written);
    }

    private final Http2Stream stream;
    private final Connection connection;
    private final long heldBytes;
    private final boolean isOfHeadAlone;
    private final long beganNanos = System.nanoTime();

    /**
     * A request whose head has arrived and can be served.
     *
     * @param heldBytes reserved for it until the stream is closed
     * @param isOfHeadAlone whether a response must not have a body
     */
    Http2Exchange(
            Service.Request request,
            Http2Stream stream,
            Connection connection,
            Listener.FailureLog failures,
            long heldBytes,
            boolean isOfHeadAlone) {
        super(request, connection.context().executor(), failures);
        this.stream = stream;
        this.connection = connection;
        this.heldBytes = heldBytes;
        this.isOfHeadAlone = isOfHeadAlone;
    }

    ChannelHandlerContext context() {
        return connection.context();
    }

    Http2Stream stream() {
        return stream;
    }

    long heldBytes() {
        return heldBytes;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - beganNanos;
    }

    @Override
    void write(Response response) {
        boolean hasBody = response.body().length > 0 && !isOfHeadAlone;
        boolean hasTrailers = !response.trailers().isEmpty();
        Http2Headers head = headers(response.headers())
                .status(HttpResponseStatus.valueOf(response.status()).codeAsText());
        if (!hasTrailers) {
            head.setInt("content-length", response.body().length);
        }
        ChannelFuture written = writeHeaders(head, !hasBody && !hasTrailers);
        if (hasBody) {
            ChannelHandlerContext context = connection.context();
            written = connection
                    .encoder()
                    .writeData(
                            context,
                            stream.id(),
                            Unpooled.wrappedBuffer(response.body()),
                            0,
                            !hasTrailers,
                            context.newPromise());
        }
        if (hasTrailers) {
            written = writeHeaders(headers(response.trailers()), true);
        }
        connection.responded(this, written);
    }

    private ChannelFuture writeHeaders(Http2Headers headers, boolean isLast) {
        ChannelHandlerContext context = connection.context();
        return connection.encoder().writeHeaders(context, stream.id(), headers, 0, isLast, context.newPromise());
    }

    private static Http2Headers headers(Map<String, String> headers) {
        var http2 = new DefaultHttp2Headers(false);
        headers.forEach(http2::set);
        return http2;
    }
}
