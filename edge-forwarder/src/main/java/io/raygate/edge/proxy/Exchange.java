// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.proxy;

import io.raygate.edge.proxy.source.Answer;
import io.raygate.edge.proxy.source.Operation;
import io.raygate.edge.proxy.source.Outcome;
import io.raygate.edge.proxy.source.SamplingRequest;
import io.raygate.edge.proxy.source.SamplingSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request: reads its body up to the limit, has it answered, and counts it once. What is not wanted of a body is read
 * and thrown away, within the deadline of the connection, so that the client gets to read why. Confined to the event loop.
 */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /**
     * The only headers of a client that are passed on. Those of a hop or a proxy are none of X-Ray's business, and those
     * of signing are ours.
     */
    private static final List<String> PASSED_ON = List.of("accept", "content-type", "user-agent", "x-amzn-trace-id");

    private final HttpServerRequest request;
    private final @Nullable Operation operation;
    private final ProxyMetrics metrics;
    private final Consumer<Exchange> whenOver;
    private final Buffer body = Buffer.buffer();
    private boolean concluded;
    private boolean read;
    private boolean written;

    /**
     * A request of which the head was read.
     *
     * @param whenOver told when the request was read and the answer written
     */
    Exchange(HttpServerRequest request, ProxyMetrics metrics, Consumer<Exchange> whenOver) {
        this.request = request;
        this.operation = operation(request);
        this.metrics = metrics;
        this.whenOver = whenOver;
    }

    /**
     * Reads on.
     *
     * @param eventLoop where answers are written
     */
    void run(SamplingSource source, long maxBodyBytes, Executor eventLoop) {
        request.exceptionHandler(_ -> giveUp(Outcome.CLIENT_GONE));
        request.endHandler(_ -> {
            read = true;
            if (operation != null && !concluded) {
                ask(source, new SamplingRequest(operation, passedOn(request), body.getBytes()), eventLoop);
            }
            endWhenOver();
        });
        if (operation == null) {
            conclude(Answers.NOT_FOUND);
            return;
        }
        if (declaredBytes() > maxBodyBytes) {
            conclude(Answers.tooLarge(maxBodyBytes));
            return;
        }
        request.handler(part -> {
            if (body.length() + (long) part.length() > maxBodyBytes) {
                conclude(Answers.tooLarge(maxBodyBytes));
                return;
            }
            if (!concluded) {
                body.appendBuffer(part);
            }
        });
    }

    /** Counts the request as one that gets no answer, unless it has got one. */
    void giveUp(Outcome outcome) {
        if (!concluded) {
            concluded = true;
            metrics.count(operation, outcome);
        }
    }

    /** The HTTP decoder has checked that it is a number; none is declared with a chunked body. */
    private long declaredBytes() {
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return declared == null ? 0 : Long.parseLong(declared.strip());
    }

    private void ask(SamplingSource source, SamplingRequest question, Executor eventLoop) {
        try {
            source.answer(question)
                    .whenComplete(
                            (answer, bug) -> eventLoop.execute(() -> conclude(bug == null ? answer : failed(bug))));
        } catch (RuntimeException bug) {
            conclude(failed(bug));
        }
    }

    private static Answer failed(Throwable bug) {
        LOG.error("A sampling request could not be answered", bug);
        return Answers.INTERNAL_ERROR;
    }

    private void conclude(Answer answer) {
        if (concluded) {
            return;
        }
        concluded = true;
        metrics.count(operation, answer.outcome());
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(answer.body())).onComplete(_ -> {
            written = true;
            endWhenOver();
        });
    }

    private void endWhenOver() {
        if (read && written) {
            whenOver.accept(this);
        }
    }

    /** Compared as it came: a path that is normalised is a path that two parties can understand differently. */
    private static @Nullable Operation operation(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return null;
        }
        for (Operation operation : Operation.values()) {
            if (operation.path().equals(request.uri())) {
                return operation;
            }
        }
        return null;
    }

    private static Map<String, String> passedOn(HttpServerRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : PASSED_ON) {
            String value = request.headers().get(HttpHeaders.createOptimized(name));
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
