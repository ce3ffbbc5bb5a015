// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.raygate.edge.listen.OpenRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request: reads its body up to the limit, has it answered, and counts it once. What is not wanted of a body is read
 * and thrown away, within the deadline of the connection, so that the client gets to read why. Confined to the event loop.
 */
final class Exchange implements OpenRequest {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final HttpServerRequest request;
    private final @Nullable Route route;
    private final PortMetrics metrics;
    private final Consumer<Exchange> whenOver;
    private @Nullable PendingRequest pending;
    private long bodyBytes;
    private boolean concluded;
    private boolean read;
    private boolean written;

    /**
     * A request of which the head was read.
     *
     * @param route none where nobody answers it
     * @param whenOver told when the request was read and the answer written
     */
    Exchange(HttpServerRequest request, @Nullable Route route, PortMetrics metrics, Consumer<Exchange> whenOver) {
        this.request = request;
        this.route = route;
        this.metrics = metrics;
        this.whenOver = whenOver;
    }

    /**
     * Reads on.
     *
     * @param eventLoop where answers are written
     */
    void run(Executor eventLoop) {
        request.exceptionHandler(_ -> clientGone());
        request.endHandler(_ -> {
            read = true;
            if (pending != null && !concluded) {
                ask(pending, eventLoop);
            }
            endWhenOver();
        });
        if (route == null) {
            conclude(Answers.NOT_FOUND);
            return;
        }
        if (declaredBytes() > route.maxBodyBytes()) {
            conclude(Answers.tooLarge(route));
            return;
        }
        PendingRequest begun = route.begin().apply(request);
        pending = begun;
        request.handler(part -> {
            if (!concluded) {
                take(part, begun, route);
            }
        });
    }

    @Override
    public void answered() {
        written = true;
        endWhenOver();
    }

    @Override
    public void timedOut() {
        giveUp(Outcome.TIMEOUT);
    }

    @Override
    public void clientGone() {
        giveUp(Outcome.CLIENT_GONE);
    }

    /** Counts the request as one that gets no answer, unless it has got one. */
    private void giveUp(Outcome outcome) {
        if (!concluded) {
            concludeAs(outcome);
        }
    }

    private void take(Buffer part, PendingRequest begun, Route to) {
        bodyBytes += part.length();
        if (bodyBytes > to.maxBodyBytes()) {
            conclude(Answers.tooLarge(to));
            return;
        }
        begun.take(part).ifPresent(this::conclude);
    }

    /** The HTTP decoder has checked that it is a number; none is declared with a chunked body. */
    private long declaredBytes() {
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return declared == null ? 0 : Long.parseLong(declared.strip());
    }

    private void ask(PendingRequest complete, Executor eventLoop) {
        try {
            complete.complete()
                    .whenComplete(
                            (answer, bug) -> eventLoop.execute(() -> conclude(bug == null ? answer : failed(bug))));
        } catch (RuntimeException bug) {
            conclude(failed(bug));
        }
    }

    private static Answer failed(Throwable bug) {
        LOG.error("A request could not be answered", bug);
        return Answers.INTERNAL_ERROR;
    }

    private void conclude(Answer answer) {
        if (concluded) {
            return;
        }
        int bytes = answer.body().length;
        if (route == null) {
            send(answer, () -> {});
        } else if (route.unread().tryReserve(bytes)) {
            send(answer, () -> route.unread().release(bytes));
        } else {
            send(Answers.UNREAD, () -> {});
        }
    }

    private void send(Answer answer, Runnable whenWritten) {
        concludeAs(answer.outcome());
        HttpServerResponse response = request.response();
        if (response.closed()) {
            whenWritten.run();
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(answer.body())).onComplete(_ -> whenWritten.run());
    }

    private void endWhenOver() {
        if (read && written) {
            whenOver.accept(this);
        }
    }

    private void concludeAs(Outcome outcome) {
        concluded = true;
        metrics.count(route == null ? null : route.path(), outcome);
        if (pending != null) {
            pending.close();
        }
    }
}
