// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waiting for what another thread or process does: asks often, and for long enough on a machine that is busy with other things.
 * Only a failing test waits as long as that.
 */
public final class Patience {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(2);

    private Patience() {}

    /** Returns once the condition holds; fails after a minute. */
    public static void await(BooleanSupplier condition) {
        Awaitility.await()
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL)
                .until(condition::getAsBoolean);
    }

    /**
     * Returns once the condition holds; fails after a minute.
     *
     * @param state what the failure tells; asked for then
     */
    public static void await(BooleanSupplier condition, Supplier<?> state) {
        try {
            await(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("still not so after " + LIMIT + ": " + state.get(), e);
        }
    }
}
