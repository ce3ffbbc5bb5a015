// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets one scrape at a time through to the metrics, with a pause behind it: a client that asks as fast as it can takes a
 * share of one core and no more, and the others wait for their turn. No scrape gets an older answer for it. Bounded by the
 * connections there may be, each of which has two requests open at most. Thread-safe.
 */
final class Scrapes implements Handler<RoutingContext> {

    private final Vertx vertx;
    private final long pauseMillis;
    private final Deque<Scrape> waiting = new ArrayDeque<>();
    private @Nullable Scrape running;

    Scrapes(Vertx vertx, Duration pause) {
        this.vertx = vertx;
        this.pauseMillis = Math.max(1, pause.toMillis());
    }

    @Override
    public void handle(RoutingContext asked) {
        var scrape = new Scrape(asked, vertx.getOrCreateContext());
        asked.addEndHandler(_ -> over(scrape));
        synchronized (this) {
            waiting.add(scrape);
        }
        runNext();
    }

    /** It was answered, or its client has gone. */
    private synchronized void over(Scrape scrape) {
        waiting.remove(scrape);
        if (scrape.equals(running)) {
            vertx.setTimer(pauseMillis, _ -> {
                synchronized (this) {
                    running = null;
                }
                runNext();
            });
        }
    }

    private synchronized void runNext() {
        if (running == null && !waiting.isEmpty()) {
            Scrape next = waiting.remove();
            running = next;
            next.context.runOnContext(_ -> next.asked.next());
        }
    }

    private record Scrape(RoutingContext asked, Context context) {}
}
