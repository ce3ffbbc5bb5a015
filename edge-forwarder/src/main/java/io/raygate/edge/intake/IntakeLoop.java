// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.raygate.edge.receive.DocumentHandler;
import java.util.Optional;

/**
 * Answers one request after another until the queue is closed and empty, and seals old blocks while no request comes. A bug ends it, as it ends the thread of a socket: the request in hand is answered with 500, those that wait
 * with 503, and the process is no longer alive for its health check.
 */
final class IntakeLoop implements Runnable {

    private final IntakeQueue queue;
    private final SegmentPut put;
    private final DocumentHandler handler;

    IntakeLoop(IntakeQueue queue, SegmentPut put, DocumentHandler handler) {
        this.queue = queue;
        this.put = put;
        this.handler = handler;
    }

    @Override
    public void run() {
        try {
            long waitNanos = DocumentHandler.NOTHING_WAITS;
            while (!queue.isOver()) {
                queue.poll(waitNanos).ifPresent(request -> request.answer(put));
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
        for (Optional<IntakeRequest> next = queue.next(); next.isPresent(); next = queue.next()) {
            next.get().refuse();
        }
    }
}
