// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pace of each target, over all invocations of this process; those not used for the longest time are forgotten. */
@Singleton
class Paces {

    private final SubmitConfig config;
    private final Map<Target, Pace> byTarget;

    Paces(SubmitConfig config) {
        this.config = config;
        this.byTarget = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Target, Pace> eldest) {
                return size() > config.maxTargets();
            }
        };
    }

    synchronized Pace of(Target target, long nowNanos) {
        return byTarget.computeIfAbsent(target, _ -> new Pace(ceiling(), config.recoverySegmentsPerSecond(), nowNanos));
    }

    private double ceiling() {
        int configured = config.accountSegmentsPerSecond();
        return configured == 0 ? Double.POSITIVE_INFINITY : configured;
    }
}
