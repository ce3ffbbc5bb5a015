// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.netty.channel.EventLoopGroup;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Tells a person of losses: the first of each reason within a second, after that at most one line a minute. */
@Singleton
class LossLog {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final EventLoopGroup timer;
    private final LossNotices notices = new LossNotices(System::nanoTime);

    LossLog(Ledger ledger, EventLoopGroup timer) {
        this.ledger = ledger;
        this.timer = timer;
    }

    void watch(@Observes StartupEvent started) {
        long millis = LOOK_EVERY.toMillis();
        var _ = timer.scheduleWithFixedDelay(this::report, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** What the policy or the configuration wants is no news. */
    private void reportDropped(String what, DropReason reason, long count) {
        if (reason != DropReason.THINNED && reason != DropReason.UNSAMPLED && reason != DropReason.NO_TENANT) {
            report(what, reason, count);
        }
    }

    private void report() {
        Ledger.Balances balances = ledger.balances();
        balances.documents().rejected().forEach((reason, count) -> report("Refused on arrival", reason, count));
        balances.documents().dropped().forEach((reason, count) -> reportDropped("Dropped documents", reason, count));
        balances.spans().dropped().forEach((reason, count) -> reportDropped("Dropped spans", reason, count));
    }

    private void report(String what, Enum<?> reason, long count) {
        notices.tell(what, "reason=" + reason, count);
    }
}
