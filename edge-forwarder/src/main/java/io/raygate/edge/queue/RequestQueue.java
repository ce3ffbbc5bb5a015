// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Complete requests, in their order. Bounded by what {@link io.raygate.edge.body.PendingBytes} lets in, and by the requests
 * that a connection may have. The lock is held for the time of one look, so an event loop may take it. Thread-safe.
 *
 * @param <R> a request
 */
public final class RequestQueue<R> {

    private final Deque<R> waiting = new ArrayDeque<>();
    private boolean open;

    /** From now on requests are taken in. */
    public synchronized void open() {
        open = true;
    }

    /** No request is taken in any more; those that wait stay. */
    public synchronized void close() {
        open = false;
        notifyAll();
    }

    /** False where the queue is not open: then the request is not in it. */
    public synchronized boolean offer(R request) {
        if (!open) {
            return false;
        }
        waiting.add(request);
        notifyAll();
        return true;
    }

    /** The oldest request; empty where none came in time, or none will. */
    synchronized Optional<R> poll(long waitNanos) throws InterruptedException {
        if (waiting.isEmpty() && open) {
            TimeUnit.NANOSECONDS.timedWait(this, waitNanos);
        }
        return next();
    }

    /** The oldest request, where there is one. */
    synchronized Optional<R> next() {
        return Optional.ofNullable(waiting.poll());
    }

    /** True once it is closed and empty. */
    synchronized boolean isOver() {
        return !open && waiting.isEmpty();
    }
}
