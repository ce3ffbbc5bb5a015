// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.block.SealedBlock;
import java.util.EnumMap;
import java.util.Objects;

/**
 * How well blocks use what a record costs: {@code raygate_blocks_sealed_total} by cause says whether traffic (AGE) or
 * size (SIZE) ends them, and {@code raygate_blocks_over_target_total} how often the estimate was wrong.
 */
final class SealMetrics {

    private final EnumMap<SealCause, Counter> sealed = new EnumMap<>(SealCause.class);
    private final Counter sealedBytes;
    private final Counter overTarget;

    SealMetrics(MeterRegistry registry) {
        for (SealCause cause : SealCause.values()) {
            sealed.put(
                    cause,
                    Counter.builder("raygate.blocks.sealed")
                            .description("Blocks sealed")
                            .tag("cause", cause.name())
                            .register(registry));
        }
        this.sealedBytes = Counter.builder("raygate.blocks.sealed.bytes")
                .description("Compressed size of the blocks sealed")
                .register(registry);
        this.overTarget = Counter.builder("raygate.blocks.over.target")
                .description("Blocks of several documents larger than raygate.block.target-record")
                .register(registry);
    }

    void sealed(SealedBlock block, SealCause cause, SealLimits limits) {
        Objects.requireNonNull(sealed.get(cause)).increment();
        sealedBytes.increment(block.frame().length);
        if (block.documents() > 1 && block.frame().length > limits.maxFrameBytes()) {
            overTarget.increment();
        }
    }
}
