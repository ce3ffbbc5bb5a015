// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.raygate.edge.listen.Service;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Head;
import io.raygate.edge.listen.Service.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A request for one of the {@link Route}s: holds it to the limits of its route and counts it once. Parts of the body that
 * come after a refusal are thrown away, so that the client gets to read why. Confined to the event loop.
 */
final class RoutedRequest implements Service.Request {

    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private static final Answer FROM_A_PAGE = Answer.error(
            403,
            "AccessDeniedException",
            "Web pages may not call this port: send neither Origin nor Sec-Fetch-Site",
            Outcome.BAD_REQUEST);

    /** AWS SDKs retry an error with this name and status. */
    private static final Answer UNREAD = Answer.error(
            429,
            "ThrottledException",
            "Clients have not read the answers that raygate.proxy.max-unread has room for; retry later",
            Outcome.BUSY);

    private final Head head;
    private final Route route;
    private final PortMetrics metrics;
    private final PendingRequest pending;
    private Outcome outcome = Outcome.INTERNAL_ERROR;
    private long bodyBytes;
    private long unreadBytes;

    RoutedRequest(Head head, Route route, PortMetrics metrics) {
        this.head = head;
        this.route = route;
        this.metrics = metrics;
        this.pending = route.begin().apply(head.headers());
    }

    @Override
    public Optional<Supplier<Response>> refusal() {
        if (isFromAPage()) {
            return Optional.of(reply(FROM_A_PAGE));
        }
        return declaredBytes() > route.maxBodyBytes() ? Optional.of(reply(tooLarge())) : Optional.empty();
    }

    @Override
    public Optional<Supplier<Response>> take(ByteBuf part) {
        bodyBytes += part.readableBytes();
        return bodyBytes > route.maxBodyBytes()
                ? Optional.of(reply(tooLarge()))
                : pending.take(part).map(this::reply);
    }

    @Override
    public CompletionStage<Supplier<Response>> complete() {
        return pending.complete().thenApply(this::reply);
    }

    @Override
    public void concluded(Conclusion conclusion) {
        metrics.count(
                route,
                switch (conclusion) {
                    case ANSWERED -> outcome;
                    case MALFORMED -> Outcome.BAD_REQUEST;
                    case TIMED_OUT -> Outcome.TIMEOUT;
                    case CLIENT_GONE -> Outcome.CLIENT_GONE;
                    case FAILED -> Outcome.INTERNAL_ERROR;
                });
        pending.close();
    }

    @Override
    public void close() {
        route.unread().release(unreadBytes);
        unreadBytes = 0;
    }

    /**
     * A page in a browser may send a request to any port of its own machine and network, without reading the answer. It
     * cannot keep the browser from sending one of these headers, which no SDK and no collector sends. {@code Host} tells
     * nothing here: applications name the port as they please.
     */
    private boolean isFromAPage() {
        return head.headers().contains(HttpHeaderNames.ORIGIN) || head.headers().contains(FETCH_SITE);
    }

    /** The HTTP decoder has checked that it is a number; none is declared with a chunked body. */
    private long declaredBytes() {
        String declared = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return declared == null ? 0 : Long.parseLong(declared.strip());
    }

    private Answer tooLarge() {
        return Answer.error(
                413,
                "RequestEntityTooLarge",
                "The body is larger than " + route.maxBodyKey() + ", " + route.maxBodyBytes() + " bytes",
                Outcome.TOO_LARGE);
    }

    private Supplier<Response> reply(Answer answer) {
        return () -> settle(answer);
    }

    private Response settle(Answer answer) {
        Answer settled = answer;
        if (route.unread().tryReserve(answer.body().length)) {
            unreadBytes = answer.body().length;
        } else {
            settled = UNREAD;
        }
        outcome = settled.outcome();
        return settled.toResponse();
    }
}
