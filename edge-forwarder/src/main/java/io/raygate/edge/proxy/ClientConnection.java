// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.proxy;

import io.raygate.edge.proxy.source.Outcome;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection and its one deadline. There is always one: for the request under way, answer included, or for the head of
 * the next. It is not moved by bytes that arrive, so a client that trickles gains nothing. Confined to the event loop.
 */
final class ClientConnection {

    private final Vertx vertx;
    private final Runnable closeNow;
    private final ProxyMetrics metrics;
    private @Nullable Exchange underWay;
    private boolean asked;
    private long timer;

    /**
     * A new connection.
     *
     * @param closeNow closes it at once, also where a client does not read what was written
     * @param firstRequest time until its first request must be answered
     */
    ClientConnection(Vertx vertx, Runnable closeNow, ProxyMetrics metrics, Duration firstRequest) {
        this.vertx = vertx;
        this.closeNow = closeNow;
        this.metrics = metrics;
        this.timer = vertx.setTimer(firstRequest.toMillis(), _ -> expire());
    }

    /** The head of a request has come. */
    void begin(Exchange exchange, Duration limit) {
        underWay = exchange;
        asked = true;
        arm(limit);
    }

    /** The request has been read and answered; where requests are pipelined, the next one may have begun before. */
    void end(Exchange exchange, Duration limit) {
        if (underWay != exchange) {
            return;
        }
        underWay = null;
        arm(limit);
    }

    /** The connection is gone. */
    void closed() {
        vertx.cancelTimer(timer);
        if (underWay != null) {
            underWay.giveUp(Outcome.CLIENT_GONE);
        }
    }

    private void arm(Duration limit) {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(limit.toMillis(), _ -> expire());
    }

    private void expire() {
        if (underWay != null) {
            underWay.giveUp(Outcome.TIMEOUT);
        } else if (!asked) {
            metrics.count(null, Outcome.TIMEOUT);
        }
        closeNow.run();
    }
}
