// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.edge.observe.Ledger;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one spool of this process. */
@Singleton
class Spools {

    @Produces
    @Singleton
    BlockSpool spool(SpoolConfig config, Ledger ledger, MeterRegistry registry) {
        BlockSpool spool = new BlockSpool(ledger, config.maxMemory().asLongValue());
        Gauge.builder("raygate.spool.bytes", spool, BlockSpool::bytes)
                .description("Compressed blocks waiting for the stream")
                .register(registry);
        Gauge.builder("raygate.spool.max.bytes", spool, BlockSpool::maxBytes)
                .description("Bound of raygate_spool_bytes")
                .register(registry);
        return spool;
    }
}
