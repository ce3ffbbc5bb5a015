// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import java.time.Duration;

/** Short pauses, for tests. */
record FastConfig(int maxTargets) implements SubmitConfig {

    FastConfig() {
        this(10);
    }

    @Override
    public int maxConcurrency() {
        return 4;
    }

    @Override
    public Duration requestTimeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration minBackoff() {
        return Duration.ofMillis(1);
    }

    @Override
    public Duration maxBackoff() {
        return Duration.ofMillis(20);
    }

    @Override
    public int maxFailures() {
        return 3;
    }

    @Override
    public Duration maxRetryAfter() {
        return Duration.ofSeconds(10);
    }

    @Override
    public int maxRates() {
        return 10;
    }

    @Override
    public int rememberedDocuments() {
        return 100;
    }

    @Override
    public int accountSegmentsPerSecond() {
        return 0;
    }

    @Override
    public int invocationsPerShard() {
        return 4;
    }

    @Override
    public int recoverySegmentsPerSecond() {
        return 100_000;
    }

    @Override
    public Duration assumeRoleTimeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration answerReserve() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration unknownDeadline() {
        return Duration.ofSeconds(20);
    }
}
