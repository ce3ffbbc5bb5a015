// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.edge.observe.Ledger;
import java.math.BigInteger;

/** A configuration for tests: small limits. */
public record FixedIntakeConfig(boolean enabled, int maxBodyBytes, int maxDocuments, long maxPendingBytes)
        implements IntakeConfig {

    public static final int MAX_BODY = 64 * 1024;

    /** On, with room for this many bytes. */
    public static FixedIntakeConfig on(long maxPendingBytes) {
        return new FixedIntakeConfig(true, MAX_BODY, 5, maxPendingBytes);
    }

    /** No intake. */
    public static Intake off(MeterRegistry registry) {
        return new Intake(new FixedIntakeConfig(false, MAX_BODY, 5, MAX_BODY), new Ledger(), registry);
    }

    /** One with these limits, not started yet. */
    public Intake open(Ledger ledger, MeterRegistry registry) {
        return new Intake(this, ledger, registry);
    }

    @Override
    public MemorySize maxBody() {
        return new MemorySize(BigInteger.valueOf(maxBodyBytes));
    }

    @Override
    public MemorySize maxPending() {
        return new MemorySize(BigInteger.valueOf(maxPendingBytes));
    }
}
