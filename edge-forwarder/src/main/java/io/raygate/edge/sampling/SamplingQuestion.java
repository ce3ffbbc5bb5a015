// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.raygate.edge.body.Body;
import io.raygate.edge.body.Body.Taken;
import io.raygate.edge.port.Answer;
import io.raygate.edge.port.Outcome;
import io.raygate.edge.port.PendingRequest;
import io.raygate.edge.sampling.source.SamplingSource;
import io.raygate.edge.sampling.source.SamplingSource.Operation;
import io.raygate.edge.sampling.source.SamplingSource.SamplingRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A request for sampling rules or targets: the source is asked once the body is complete. Confined to the event loop. */
final class SamplingQuestion implements PendingRequest {

    /** AWS SDKs retry an error with this name and status. */
    private static final Answer FULL = Answer.error(
            429,
            "ThrottledException",
            "Requests in progress fill raygate.proxy.max-pending; retry later",
            Outcome.BUSY);

    /**
     * The only headers of a client that are forwarded. Those of a hop or a proxy do not concern X-Ray, and the forwarder
     * signs with its own.
     */
    private static final List<String> FORWARDED = List.of("accept", "content-type", "user-agent", "x-amzn-trace-id");

    private final SamplingSource source;
    private final Operation operation;
    private final HttpHeaders headers;
    private final Body body;

    SamplingQuestion(SamplingSource source, Operation operation, HttpHeaders headers, Body body) {
        this.source = source;
        this.operation = operation;
        this.headers = headers;
        this.body = body;
    }

    @Override
    public Optional<Answer> take(ByteBuf part) {
        return body.append(part) == Taken.TAKEN ? Optional.empty() : Optional.of(FULL);
    }

    @Override
    public CompletionStage<Answer> complete() {
        return source.answer(new SamplingRequest(operation, forwarded(), body.toArray()))
                .subscribeAsCompletionStage();
    }

    @Override
    public void close() {
        body.release();
    }

    private Map<String, String> forwarded() {
        Map<String, String> forwarded = new HashMap<>();
        for (String name : FORWARDED) {
            String value = headers.get(name);
            if (value != null) {
                forwarded.put(name, value);
            }
        }
        return forwarded;
    }
}
