// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Tells a person of losses: the first of each reason within a second, after that at most one line a minute. */
@Singleton
class LossLog {

    private static final Logger LOG = Logger.getLogger(LossLog.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration REPEAT_AFTER = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Vertx vertx;
    private final Map<Enum<?>, Reported> reported = new HashMap<>();

    LossLog(Ledger ledger, Vertx vertx) {
        this.ledger = ledger;
        this.vertx = vertx;
    }

    void watch(@Observes StartupEvent started) {
        vertx.setPeriodic(LOOK_EVERY.toMillis(), _ -> report());
    }

    private void report() {
        Ledger.Balance balance = ledger.balance();
        balance.rejected().forEach((reason, count) -> report("Refused datagrams", reason, count));
        balance.dropped().forEach((reason, count) -> report("Dropped documents", reason, count));
    }

    private void report(String what, Enum<?> reason, long count) {
        Reported last = reported.getOrDefault(reason, Reported.NEVER);
        long nowNanos = System.nanoTime();
        if (count == last.count() || (last.count() > 0 && nowNanos - last.atNanos() < REPEAT_AFTER.toNanos())) {
            return;
        }
        LOG.warnf("%s: count=%d, reason=%s", what, count - last.count(), reason);
        reported.put(reason, new Reported(count, nowNanos));
    }

    private record Reported(long count, long atNanos) {

        static final Reported NEVER = new Reported(0, 0);
    }
}
