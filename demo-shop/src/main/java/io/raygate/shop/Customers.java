// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Makes requests to the storefront at a fixed rate until closed. While {@value #MAX_IN_FLIGHT} are unanswered, further
 * ones are skipped.
 */
final class Customers implements AutoCloseable {

    static final int MAX_IN_FLIGHT = 64;

    private static final double UNKNOWN_SKU_PROBABILITY = 0.04;
    private static final double ORDER_PROBABILITY = 0.6;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI storefront;
    private final Dice dice;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
    private final LongAdder answered = new LongAdder();

    private Customers(URI storefront, Dice dice) {
        this.storefront = storefront;
        this.dice = dice;
    }

    /** Begins at once. */
    static Customers arrive(URI storefront, double requestsPerSecond, Dice dice) {
        var customers = new Customers(storefront, dice);
        long periodNanos = Math.max(1, (long) (TimeUnit.SECONDS.toNanos(1) / requestsPerSecond));
        var _ = customers.clock.scheduleAtFixedRate(customers::next, 0, periodNanos, TimeUnit.NANOSECONDS);
        return customers;
    }

    /** Requests that had an answer, whatever its status. */
    long answered() {
        return answered.sum();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        http.shutdownNow();
    }

    private void next() {
        if (inFlight.tryAcquire()) {
            Thread.startVirtualThread(this::request);
        }
    }

    private void request() {
        try {
            http.send(pick(), BodyHandlers.discarding());
            answered.increment();
        } catch (IOException e) {
            // the shop is closing, or slow beyond its time-out: the traces say so, and the next customer comes anyway
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inFlight.release();
        }
    }

    private HttpRequest pick() {
        String sku = dice.happens(UNKNOWN_SKU_PROBABILITY) ? "unicorn" : dice.oneOf(Inventory.SKUS);
        boolean order = dice.happens(ORDER_PROBABILITY);
        return HttpRequest.newBuilder(storefront.resolve((order ? "/orders/" : "/products/") + sku))
                .method(order ? "POST" : "GET", BodyPublishers.noBody())
                .timeout(TIMEOUT)
                .header("User-Agent", "Mozilla/5.0 (demo customer)")
                .build();
    }
}
