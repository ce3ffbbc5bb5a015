// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.queue;

import io.raygate.edge.body.Body;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The body of a request and whose it is: its event loop gathers it and puts the request in a queue as a whole; the thread of
 * the queue takes it from there. A request whose client has gone before its turn is not taken: the client got no answer and
 * sends again.
 *
 * @param <A> what the request is answered with
 */
public final class QueuedBody<A> {

    private enum State {
        READING,
        QUEUED,
        /** The thread of the queue answers it, whether somebody waits or not. */
        TAKEN,
        CLOSED
    }

    private final Body body;
    private final CompletableFuture<A> answer = new CompletableFuture<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.READING);

    /** A body that is being read. */
    public QueuedBody(Body body) {
        this.body = body;
    }

    /** Where the event loop gathers the bytes. */
    public Body body() {
        return body;
    }

    /**
     * The request is complete.
     *
     * @param offer puts it in the queue; false where that is not open
     * @return empty where it is not
     */
    public Optional<CompletionStage<A>> complete(BooleanSupplier offer) {
        state.set(State.QUEUED);
        if (!offer.getAsBoolean()) {
            state.set(State.READING);
            return Optional.empty();
        }
        return Optional.of(answer);
    }

    /** The answer is decided, or nobody waits for it any more. */
    public void close() {
        if (state.compareAndSet(State.READING, State.CLOSED)) {
            body.release();
            return;
        }
        // the thread of the queue frees the body when it comes to it
        state.compareAndSet(State.QUEUED, State.CLOSED);
    }

    /** Has the request answered, on the thread of the queue, unless its client has gone. A bug is passed on. */
    public void answer(Function<Body, A> take) {
        try {
            if (state.compareAndSet(State.QUEUED, State.TAKEN)) {
                answer.complete(take.apply(body));
            }
        } catch (RuntimeException | Error bug) {
            answer.completeExceptionally(bug);
            throw bug;
        } finally {
            body.release();
        }
    }

    /** Says that it will not be taken. */
    public void refuse(A refusal) {
        answer.complete(refusal);
        body.release();
    }
}
