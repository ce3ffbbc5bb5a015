// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling;

import io.raygate.edge.port.Answer;
import io.raygate.edge.port.Answers;
import io.raygate.edge.port.PendingBytes;
import io.raygate.edge.port.PendingRequest;
import io.raygate.edge.sampling.source.Operation;
import io.raygate.edge.sampling.source.SamplingRequest;
import io.raygate.edge.sampling.source.SamplingSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A request for sampling rules or quotas: the source is asked once the body is there. Confined to the event loop. */
public final class SamplingQuestion implements PendingRequest {

    /**
     * The only headers of a client that are passed on. Those of a hop or a proxy are none of X-Ray's business, and those
     * of signing are ours.
     */
    private static final List<String> PASSED_ON = List.of("accept", "content-type", "user-agent", "x-amzn-trace-id");

    private final SamplingSource source;
    private final Operation operation;
    private final HttpServerRequest request;
    private final PendingBytes pendingBytes;
    private Buffer body = Buffer.buffer();
    private long reservedBytes;

    public SamplingQuestion(
            SamplingSource source, Operation operation, HttpServerRequest request, PendingBytes pendingBytes) {
        this.source = source;
        this.operation = operation;
        this.request = request;
        this.pendingBytes = pendingBytes;
    }

    @Override
    public Optional<Answer> take(Buffer part) {
        if (!pendingBytes.tryReserve(part.length())) {
            return Optional.of(Answers.FULL);
        }
        reservedBytes += part.length();
        body.appendBuffer(part);
        return Optional.empty();
    }

    @Override
    public CompletionStage<Answer> complete() {
        return source.answer(new SamplingRequest(operation, passedOn(), body.getBytes()));
    }

    @Override
    public void close() {
        body = Buffer.buffer();
        pendingBytes.release(reservedBytes);
        reservedBytes = 0;
    }

    private Map<String, String> passedOn() {
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
