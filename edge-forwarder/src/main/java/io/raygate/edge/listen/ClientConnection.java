// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * A connection and its one deadline. There is always one: for the request under way, answer included, or for the head of
 * the next. It is not moved by bytes that arrive, so a client that trickles gains nothing. Confined to the event loop.
 */
public final class ClientConnection {

    private final Vertx vertx;
    private final Runnable closeNow;
    private final ListenBooks books;
    private final ListenLimits limits;
    private final long openedNanos = System.nanoTime();
    private @Nullable OpenRequest underWay;
    private boolean asked;
    private boolean closed;
    private long timer;

    /**
     * A new connection.
     *
     * @param closeNow closes it at once, also where a client does not read what was written
     */
    ClientConnection(Vertx vertx, Runnable closeNow, ListenBooks books, ListenLimits limits) {
        this.vertx = vertx;
        this.closeNow = closeNow;
        this.books = books;
        this.limits = limits;
        this.timer = vertx.setTimer(limits.requestTimeout().toMillis(), _ -> expire());
    }

    /** The head of a request has come. */
    public void begin(OpenRequest request) {
        underWay = request;
        asked = true;
        arm(limits.requestTimeout().toMillis());
    }

    /** The request has been read and answered; where requests are pipelined, the next one may have begun before. */
    public void end(OpenRequest request) {
        if (!request.equals(underWay) || closed) {
            return;
        }
        underWay = null;
        arm(limits.idleTimeout().toMillis());
    }

    /** No answer is due any more. */
    void allAnswered() {
        if (underWay != null) {
            underWay.answered();
        }
    }

    long openedNanos() {
        return openedNanos;
    }

    void closeNow() {
        closeNow.run();
    }

    /** The connection is gone. */
    void closed() {
        closed = true;
        vertx.cancelTimer(timer);
        if (underWay != null) {
            underWay.clientGone();
        }
    }

    private void arm(long millis) {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(millis, _ -> expire());
    }

    private void expire() {
        if (underWay != null) {
            underWay.timedOut();
        } else if (!asked) {
            books.neverAsked();
        }
        closeNow.run();
    }
}
