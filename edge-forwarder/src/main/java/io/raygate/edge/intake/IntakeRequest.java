// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.netty.buffer.ByteBuf;
import io.raygate.edge.body.Body;
import io.raygate.edge.body.Body.Taken;
import io.raygate.edge.port.Answer;
import io.raygate.edge.port.PendingRequest;
import io.raygate.edge.queue.QueuedBody;
import io.raygate.edge.queue.RequestQueue;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One request to put segments, on its way to the intake's thread. */
final class IntakeRequest implements PendingRequest {

    private final QueuedBody<Answer> queued;
    private final RequestQueue<IntakeRequest> queue;
    private long receivedUnixNanos;

    IntakeRequest(Body body, RequestQueue<IntakeRequest> queue) {
        this.queued = new QueuedBody<>(body);
        this.queue = queue;
    }

    @Override
    public Optional<Answer> take(ByteBuf part) {
        return queued.body().append(part) == Taken.TAKEN ? Optional.empty() : Optional.of(IntakeAnswers.FULL);
    }

    @Override
    public CompletionStage<Answer> complete() {
        receivedUnixNanos = System.currentTimeMillis() * 1_000_000;
        return queued.complete(() -> queue.offer(this))
                .orElseGet(() -> CompletableFuture.completedStage(IntakeAnswers.NOT_RUNNING));
    }

    @Override
    public void close() {
        queued.close();
    }

    /** Has the request answered, on the intake's thread. */
    void answer(SegmentPut put) {
        queued.answer(body -> put.take(body.toArray(), receivedUnixNanos));
    }

    /** Says that it will not be taken. */
    void refuse() {
        queued.refuse(IntakeAnswers.NOT_RUNNING);
    }
}
