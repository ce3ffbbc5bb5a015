// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.up;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long is waited for something that starts: as long as it moves, within a limit. Not thread-safe. */
final class Patience {

    /** Less processor time than this within {@code stall} is what an idle process uses. */
    private static final Duration CPU_STEP = Duration.ofSeconds(5);

    private final Duration stall;
    private final Duration limit;
    private final long beginNanos;
    private long movedNanos;
    private @Nullable Sign last;

    /**
     * What moves while a program starts.
     *
     * @param logBytes of all logs
     * @param processes that run
     * @param cpuSteps processor time in steps
     */
    record Sign(long logBytes, long processes, long cpuSteps) {

        static Sign of(long logBytes, long processes, Duration processorTime) {
            return new Sign(logBytes, processes, processorTime.dividedBy(CPU_STEP));
        }
    }

    /**
     * @param stall without any move
     * @param limit with or without
     */
    Patience(Duration stall, Duration limit, long nowNanos) {
        this.stall = stall;
        this.limit = limit;
        this.beginNanos = nowNanos;
        this.movedNanos = nowNanos;
    }

    /** Why there is none left; empty where there is. */
    Optional<String> exhausted(Sign sign, long nowNanos) {
        if (!sign.equals(last)) {
            last = sign;
            movedNanos = nowNanos;
        }
        if (nowNanos - movedNanos >= stall.toNanos()) {
            return Optional.of("has shown no progress for " + stall.toSeconds() + " s (--stall-timeout)");
        }
        return nowNanos - beginNanos >= limit.toNanos()
                ? Optional.of("is not ready after " + limit.toSeconds() + " s (--start-timeout)")
                : Optional.empty();
    }
}
