// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Warns of counters that grow: at once when a loss is first seen, after that at most once a minute, with what was lost
 * since the last line. Holds an entry for each loss that it was asked to tell. Not thread-safe.
 */
public final class LossNotices {

    private static final Logger LOG = Logger.getLogger(LossNotices.class);
    private static final Duration REPEAT_AFTER = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final Map<String, Told> told = new HashMap<>();

    /** @param nanoTime {@link System#nanoTime}, or a clock that a test moves */
    public LossNotices(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Warns if there is an unreported loss and it is time for another line.
     *
     * @param what heads the line
     * @param which name=value; names the loss together with {@code what}
     * @param total lost so far
     * @return true where a line was written
     */
    public boolean tell(String what, String which, long total) {
        Told last = told.getOrDefault(what + which, Told.NOTHING);
        long nowNanos = nanoTime.getAsLong();
        if (total == last.total() || (last.total() > 0 && nowNanos - last.atNanos() < REPEAT_AFTER.toNanos())) {
            return false;
        }
        LOG.warnf("%s: count=%d, %s", what, total - last.total(), which);
        told.put(what + which, new Told(total, nowNanos));
        return true;
    }

    private record Told(long total, long atNanos) {

        static final Told NOTHING = new Told(0, 0);
    }
}
