// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Complete requests on their way from the event loops to the intake's thread. Bounded by what {@code PendingBytes} lets
 * in, and by one request for each connection. The lock is held for the time of one look, so an event loop may take it.
 * Thread-safe.
 */
final class IntakeQueue {

    private final Deque<IntakeRequest> waiting = new ArrayDeque<>();
    private boolean open;

    /** From now on requests are taken in. */
    synchronized void open() {
        open = true;
    }

    /** No request is taken in any more; those that wait stay. */
    synchronized void close() {
        open = false;
        notifyAll();
    }

    /** False where the queue is not open: then the request is not in it. */
    synchronized boolean offer(IntakeRequest request) {
        if (!open) {
            return false;
        }
        waiting.add(request);
        notifyAll();
        return true;
    }

    /** The oldest request; empty where none came in time, or none will. */
    synchronized Optional<IntakeRequest> poll(long waitNanos) throws InterruptedException {
        if (waiting.isEmpty() && open) {
            TimeUnit.NANOSECONDS.timedWait(this, waitNanos);
        }
        return next();
    }

    /** The oldest request, where there is one. */
    synchronized Optional<IntakeRequest> next() {
        return Optional.ofNullable(waiting.poll());
    }

    /** True once it is closed and empty. */
    synchronized boolean isOver() {
        return !open && waiting.isEmpty();
    }
}
