// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.raygate.edge.listen.Service.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs one scrape of the metrics at a time, on a thread that ends when nobody asks, and pauses after it: a client that asks as fast as it
 * can takes its share of one core and no more, and the others wait for their turn. Every scrape is answered with metrics
 * read after it was asked for. The queue is bounded by the number of connections. Thread-safe.
 */
final class Scrapes {

    private static final long KEPT_SECONDS = 1;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("scrape").factory());
    private final long pauseMillis;
    private final Deque<Scrape> waiting = new ArrayDeque<>();
    private boolean isBusy;

    Scrapes(Duration pause) {
        thread.setKeepAliveTime(KEPT_SECONDS, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
        this.pauseMillis = Math.max(1, pause.toMillis());
    }

    /** Asks for a scrape; one that is cancelled before its turn does not take place. */
    CompletableFuture<Response> ask(Supplier<Response> metrics) {
        var answer = new CompletableFuture<Response>();
        synchronized (this) {
            waiting.add(new Scrape(metrics, answer));
        }
        runNext();
        return answer;
    }

    private synchronized void runNext() {
        while (!isBusy && !waiting.isEmpty()) {
            Scrape next = waiting.remove();
            if (!next.answer.isDone()) {
                isBusy = true;
                thread.execute(() -> run(next));
            }
        }
    }

    private void run(Scrape scrape) {
        try {
            scrape.answer.complete(scrape.metrics.get());
        } catch (RuntimeException bug) {
            scrape.answer.completeExceptionally(bug);
        } finally {
            var _ = thread.schedule(this::pauseIsOver, pauseMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void pauseIsOver() {
        synchronized (this) {
            isBusy = false;
        }
        runNext();
    }

    private record Scrape(Supplier<Response> metrics, CompletableFuture<Response> answer) {}
}
