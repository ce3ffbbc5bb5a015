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
import org.jspecify.annotations.Nullable;

/**
 * One request and how far it has come: it is over once it was read to its end and its response was written. What a client
 * sends after its response was decided is thrown away. Confined to the event loop.
 */
final class Exchange {

    private final Service.Request request;
    private final HttpRequest head;
    private final ChannelHandlerContext context;
    private final Listener.FailureLog failures;
    private final Consumer<Exchange> whenOver;
    private boolean keptAlive;
    private boolean concluded;
    private boolean read;
    private boolean written;
    private boolean closed;

    /**
     * A request whose head has arrived and can be served.
     *
     * @param whenOver told once, when the request was read and answered
     */
    Exchange(
            Service.Request request,
            HttpRequest head,
            ChannelHandlerContext context,
            Listener.FailureLog failures,
            Consumer<Exchange> whenOver) {
        this.request = request;
        this.head = head;
        this.context = context;
        this.failures = failures;
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
        Optional<Supplier<Response>> refusal = request.refusal();
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
            return;
        }
        if (!concluded) {
            request.take(part.content()).ifPresent(this::respond);
        }
        if (part instanceof LastHttpContent) {
            read = true;
            complete();
            endIfOver();
        }
    }

    /** Decides how the request ends, unless that is decided: without a response. */
    void conclude(Conclusion conclusion) {
        if (!concluded) {
            concluded = true;
            request.concluded(conclusion);
        }
    }

    boolean isKeptAlive() {
        return keptAlive;
    }

    /** No response will be written any more. */
    void close() {
        if (!closed) {
            closed = true;
            request.close();
        }
    }

    private void complete() {
        if (concluded) {
            return;
        }
        try {
            request.complete().whenComplete((response, bug) -> {
                if (context.executor().inEventLoop()) {
                    respond(response, bug);
                } else {
                    context.executor().execute(() -> respond(response, bug));
                }
            });
        } catch (RuntimeException bug) {
            respond(null, bug);
        }
    }

    private void respond(@Nullable Supplier<Response> response, @Nullable Throwable bug) {
        if (concluded) {
            // The client has gone, and what would have answered it may have been cancelled for that.
            return;
        }
        if (response != null) {
            respond(response);
            return;
        }
        failures.add(bug == null ? new IllegalStateException("a request was completed with nothing") : bug);
        conclude(Conclusion.FAILED, HttpResponseStatus.INTERNAL_SERVER_ERROR);
    }

    private void respond(Supplier<Response> response) {
        if (!concluded) {
            Response settled = response.get();
            conclude(Conclusion.ANSWERED);
            write(settled);
        }
    }

    private void conclude(Conclusion conclusion, HttpResponseStatus status) {
        if (concluded) {
            endIfOver();
            return;
        }
        conclude(conclusion);
        write(new Response(status.code()));
    }

    private void write(Response response) {
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
