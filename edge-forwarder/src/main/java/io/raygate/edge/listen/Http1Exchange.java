// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Response;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One request of HTTP/1 and how far it has come: it is over once it was read to its end and its response was written.
 * Confined to the event loop.
 */
final class Http1Exchange extends Exchange {

    private final HttpRequest head;
    private final ChannelHandlerContext context;
    private final Consumer<Http1Exchange> whenOver;
    private boolean keptAlive;
    private boolean read;
    private boolean written;

    /**
     * A request whose head has arrived and can be served.
     *
     * @param whenOver told once, when the request was read and answered
     */
    Http1Exchange(
            Service.Request request,
            HttpRequest head,
            ChannelHandlerContext context,
            Listener.FailureLog failures,
            Consumer<Http1Exchange> whenOver) {
        super(request, context.executor(), failures);
        this.head = head;
        this.context = context;
        this.whenOver = whenOver;
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
        if (!isSpoken) {
            return Optional.of(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED);
        }
        // Whoever forwards to us may see another end of a body that is coded otherwise (RFC 9112, 6.1).
        boolean isCoded = head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !"chunked"
                        .equalsIgnoreCase(String.join(",", head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING)));
        return isCoded ? Optional.of(HttpResponseStatus.NOT_IMPLEMENTED) : Optional.empty();
    }

    /** A response without a body, after which the connection is closed. */
    static FullHttpResponse empty(HttpResponseStatus status) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }

    /** Refuses the request for its head, or has the client go on. */
    void begin() {
        Optional<Supplier<Response>> refusal = refusal();
        boolean waits = HttpUtil.is100ContinueExpected(head);
        if (refusal.isPresent()) {
            if (waits) {
                expectNothing(); // a client that waits may send the body or leave it out
            }
            respond(refusal.get());
        } else if (waits) {
            var _ = context.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    /** Takes a part of the body; the last one completes the request. */
    void take(HttpContent part) {
        if (part.decoderResult().isFailure()) {
            expectNothing();
            conclude(Conclusion.MALFORMED, HttpResponseStatus.BAD_REQUEST);
            endIfOver();
            return;
        }
        offer(part.content());
        if (part instanceof LastHttpContent) {
            read = true;
            complete();
            endIfOver();
        }
    }

    /** The response will say that the connection ends with it. */
    void makeLast() {
        keptAlive = false;
    }

    boolean isKeptAlive() {
        return keptAlive;
    }

    @Override
    void write(Response response) {
        var http = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()));
        response.headers().forEach(http.headers()::set);
        http.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        HttpUtil.setKeepAlive(http.headers(), head.protocolVersion(), keptAlive);
        context.writeAndFlush(http).addListener(_ -> {
            written = true;
            endIfOver();
        });
    }

    /** Where the next request would begin is unknown: this one is the last. */
    private void expectNothing() {
        read = true;
        keptAlive = false;
    }

    private void endIfOver() {
        if (read && written) {
            whenOver.accept(this);
        }
    }
}
