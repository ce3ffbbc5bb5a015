// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.queue;

import io.raygate.edge.receive.DocumentHandler;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers one request after another until the queue is closed and empty, and seals old blocks while no request comes. A bug
 * ends it, as it ends the thread of a socket: the request in hand fails, those that wait are refused, and the process is no
 * longer alive for its health check.
 *
 * @param <R> a request
 */
public final class RequestLoop<R> implements Runnable {

    private final RequestQueue<R> queue;
    private final Consumer<R> answer;
    private final Consumer<R> refuse;
    private final DocumentHandler handler;

    /**
     * A loop for one thread.
     *
     * @param answer hands over what a request holds
     * @param refuse tells a request that its turn will not come
     * @param handler takes what requests hold; the loop closes it at its end
     */
    public RequestLoop(RequestQueue<R> queue, Consumer<R> answer, Consumer<R> refuse, DocumentHandler handler) {
        this.queue = queue;
        this.answer = answer;
        this.refuse = refuse;
        this.handler = handler;
    }

    @Override
    public void run() {
        try {
            long waitNanos = DocumentHandler.NOTHING_WAITS;
            while (!queue.isOver()) {
                queue.poll(waitNanos).ifPresent(answer);
                waitNanos = handler.onPause();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            refuseTheRest();
            handler.onClose();
        }
    }

    /** None is left but after a bug. */
    private void refuseTheRest() {
        queue.close();
        for (Optional<R> next = queue.next(); next.isPresent(); next = queue.next()) {
            refuse.accept(next.get());
        }
    }
}
