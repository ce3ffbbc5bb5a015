// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many faults there can be, and how large. */
@ConfigMapping(prefix = "raygate.local.faults")
public interface FaultConfig {

    /** Faults of one service that may be active at a time. */
    @WithDefault("16")
    @InRange(min = "1", max = "1000")
    int maxActive();

    /** Of the answer that one fault gives. */
    @WithDefault("256K")
    @InRange(min = "1", max = "16M")
    MemorySize maxAnswerSize();
}
