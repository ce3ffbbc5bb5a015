// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * What an operator reads when senders stay unknown: {@code raygate_workloads_synced} is 0 until the pods were listed
 * once, {@code raygate_workloads_watch_ends_total} says by cause how watches ended, and
 * {@code raygate_workloads_watch_silence_seconds} how long nothing was heard of the API server; it sends something every
 * minute. Written by the watching thread alone.
 */
final class WatchBooks {

    private static final Logger LOG = Logger.getLogger(PodWatch.class);
    private static final Duration REPEAT_AFTER = Duration.ofMinutes(1);

    /** Connections break off now and then; what a person has to look into does not stop. */
    private static final int FAILURES_BEFORE_WARNING = 3;

    private final Map<WatchEnd, Counter> ends = new EnumMap<>(WatchEnd.class);
    private final LongSupplier nanoTime;
    private volatile int pods;
    private volatile long refused;
    private volatile boolean synced;
    private volatile long heardAtNanos;
    private long warnedAtNanos;
    private boolean hasWarned;

    WatchBooks(MeterRegistry registry, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.heardAtNanos = nanoTime.getAsLong();
        for (WatchEnd end : WatchEnd.values()) {
            ends.put(
                    end,
                    Counter.builder("raygate.workloads.watch.ends")
                            .description("Watches on the pods of this node that ended, by cause")
                            .tag("cause", end.name())
                            .register(registry));
        }
        gauge(registry, "raygate.workloads.synced", "1 once the pods were listed", b -> b.synced ? 1 : 0);
        gauge(registry, "raygate.workloads.pods", "Pods with an address of their own on this node", b -> b.pods);
        gauge(
                registry,
                "raygate.workloads.pods.refused",
                "Pods ignored because raygate.workloads.max-pods are known",
                b -> b.refused);
        gauge(
                registry,
                "raygate.workloads.watch.silence.seconds",
                "Time since the API server last sent something",
                b -> (b.nanoTime.getAsLong() - b.heardAtNanos) / 1e9);
    }

    void heard() {
        heardAtNanos = nanoTime.getAsLong();
    }

    void listed() {
        heard();
        if (!synced) {
            LOG.infof("Watching the pods of this node: pods=%d", pods);
        }
        synced = true;
    }

    void knows(int knownPods, long refusedPods) {
        pods = knownPods;
        refused = refusedPods;
    }

    /** @param failuresInARow this one included; 0 where it is none */
    void ended(WatchEnd end, String why, int failuresInARow) {
        Counter counter = ends.get(end);
        if (counter != null) {
            counter.increment();
        }
        boolean isForAPerson = switch (end) {
            case TIMEOUT, EXPIRED, DROPPED -> failuresInARow >= FAILURES_BEFORE_WARNING;
            case REFUSED, GARBLED -> true;
        };
        if (isForAPerson) {
            warn(end, why, failuresInARow);
        }
    }

    private void warn(WatchEnd end, String why, int failuresInARow) {
        long now = nanoTime.getAsLong();
        if (hasWarned && now - warnedAtNanos < REPEAT_AFTER.toNanos()) {
            return;
        }
        hasWarned = true;
        warnedAtNanos = now;
        LOG.warnf(
                "Cannot watch the pods of this node: cause=%s, answer=%s, attempts=%d; the last known pods stay in use%s",
                end,
                why,
                failuresInARow,
                end == WatchEnd.REFUSED ? "; its service account needs list and watch on pods" : "");
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            java.util.function.ToDoubleFunction<WatchBooks> value) {
        Gauge.builder(name, this, value).description(description).register(registry);
    }

    /** Why a watch, or the list before it, has ended. */
    enum WatchEnd {
        /** As agreed: the API server ended it. */
        TIMEOUT,
        /** The connection broke off, fell silent, or was not made. */
        DROPPED,
        /** The API server no longer keeps the history from which the watch was to go on. */
        EXPIRED,
        /** The API server said no, for example since the service account may not watch pods. */
        REFUSED,
        /** What came was not what the Kubernetes API sends. */
        GARBLED
    }
}
