// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Response;
import java.util.Optional;

/** One request and how far it has come: it is over once it was read to its end and its response was written. */
final class Exchange {

    private final Service.Request request;
    private final HttpVersion version;
    private boolean keptAlive;
    private boolean concluded;
    private boolean read;
    private boolean written;
    private boolean closed;

    Exchange(Service.Request request, HttpRequest head) {
        this.request = request;
        this.version = head.protocolVersion();
        this.keptAlive = HttpUtil.isKeepAlive(head);
    }

    /** Why a head cannot be served, if it cannot. */
    static Optional<HttpResponseStatus> refusalOf(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            return Optional.of(
                    switch (head.decoderResult().cause()) {
                        case TooLongHttpHeaderException _ -> HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
                        case TooLongHttpLineException _ -> HttpResponseStatus.REQUEST_URI_TOO_LONG;
                        case null, default -> HttpResponseStatus.BAD_REQUEST;
                    });
        }
        boolean isSpoken = head.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || head.protocolVersion().equals(HttpVersion.HTTP_1_0);
        return isSpoken ? Optional.empty() : Optional.of(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED);
    }

    /** A response without a body, after which the connection is closed. */
    static FullHttpResponse empty(HttpResponseStatus status) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }

    FullHttpResponse toHttp(Response response) {
        var http = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()));
        response.headers().forEach(http.headers()::set);
        http.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        HttpUtil.setKeepAlive(http.headers(), version, keptAlive);
        return http;
    }

    Service.Request request() {
        return request;
    }

    /** Decides how the request ends, and tells it; false if that was decided before. */
    boolean conclude(Conclusion conclusion) {
        if (concluded) {
            return false;
        }
        concluded = true;
        request.concluded(conclusion);
        return true;
    }

    boolean isConcluded() {
        return concluded;
    }

    void readToItsEnd() {
        read = true;
    }

    /** Nobody knows where the next request would begin: this one is the last. */
    void expectNothing() {
        read = true;
        keptAlive = false;
    }

    void written() {
        written = true;
    }

    boolean isOver() {
        return read && written;
    }

    boolean isKeptAlive() {
        return keptAlive;
    }

    void close() {
        if (!closed) {
            closed = true;
            request.close();
        }
    }
}
