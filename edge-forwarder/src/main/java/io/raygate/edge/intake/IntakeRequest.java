// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.netty.buffer.ByteBuf;
import io.raygate.edge.body.Body;
import io.raygate.edge.body.Body.Taken;
import io.raygate.edge.port.Answer;
import io.raygate.edge.port.PendingRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request to put segments. Its event loop gathers the body, within the bytes that all requests share, and puts it in
 * the queue as a whole; the intake's thread takes it from there. A request whose client has gone before its turn is not accepted:
 * the client got no answer and sends again.
 */
final class IntakeRequest implements PendingRequest {

    private enum State {
        READING,
        QUEUED,
        /** The intake's thread answers it, whether somebody waits or not. */
        TAKEN,
        CLOSED
    }

    private final Body body;
    private final IntakeQueue queue;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.READING);
    private long receivedUnixNanos;

    IntakeRequest(Body body, IntakeQueue queue) {
        this.body = body;
        this.queue = queue;
    }

    @Override
    public Optional<Answer> take(ByteBuf part) {
        return body.append(part) == Taken.TAKEN ? Optional.empty() : Optional.of(IntakeAnswers.FULL);
    }

    @Override
    public CompletionStage<Answer> complete() {
        receivedUnixNanos = System.currentTimeMillis() * 1_000_000;
        state.set(State.QUEUED);
        if (!queue.offer(this)) {
            state.set(State.READING);
            return CompletableFuture.completedStage(IntakeAnswers.NOT_RUNNING);
        }
        return answer;
    }

    @Override
    public void close() {
        if (state.compareAndSet(State.READING, State.CLOSED)) {
            body.release();
            return;
        }
        // the intake's thread frees the body when it comes to it
        state.compareAndSet(State.QUEUED, State.CLOSED);
    }

    /** Has the request answered, on the intake's thread, unless its client has gone. A bug is passed on. */
    void answer(SegmentPut put) {
        try {
            if (state.compareAndSet(State.QUEUED, State.TAKEN)) {
                answer.complete(put.take(body.toArray(), receivedUnixNanos));
            }
        } catch (RuntimeException | Error bug) {
            answer.completeExceptionally(bug);
            throw bug;
        } finally {
            body.release();
        }
    }

    /** Says that it will not be taken. */
    void refuse() {
        answer.complete(IntakeAnswers.NOT_RUNNING);
        body.release();
    }
}
