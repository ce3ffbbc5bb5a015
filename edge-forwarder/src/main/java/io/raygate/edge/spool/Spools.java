// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spool.BlockSpool.SpoolUsage;
import io.raygate.edge.tenant.Tenants;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.function.ToLongFunction;

/** Makes the one spool of this process. */
@Singleton
class Spools {

    @Produces
    @Singleton
    BlockSpool spool(SpoolConfig config, Ledger ledger, Tenants tenants, MeterRegistry registry) {
        SpoolQueues queues = new SpoolQueues(
                ledger, tenants.streams().stream().map(Tenants.Stream::tenant).toList());
        SpoolLimits limits = SpoolLimits.of(config);
        BlockSpool spool = config.directory()
                .map(directory -> onDisk(directory, config, queues, registry))
                .orElseGet(() -> new BlockSpool(queues, limits));
        gauge(registry, "raygate.spool.bytes", "memory", spool, SpoolUsage::memoryBytes);
        gauge(registry, "raygate.spool.bytes", "disk", spool, SpoolUsage::diskBytes);
        gauge(registry, "raygate.spool.documents", "memory", spool, SpoolUsage::memoryDocuments);
        gauge(registry, "raygate.spool.documents", "disk", spool, SpoolUsage::diskDocuments);
        bound(registry, "memory", limits.maxMemoryBytes());
        bound(registry, "disk", config.directory().isPresent() ? limits.maxDiskBytes() : 0);
        return spool;
    }

    private static BlockSpool onDisk(Path directory, SpoolConfig config, SpoolQueues queues, MeterRegistry registry) {
        Counter setAside = Counter.builder("raygate.spool.files.set.aside")
                .description("Damaged and unsendable files that were moved to the subdirectory " + SetAside.NAME)
                .register(registry);
        DiskHealth health = new DiskHealth(System::nanoTime);
        Gauge.builder("raygate.spool.disk.up", health, state -> state.isUp() ? 1 : 0)
                .description("1 where the spool directory can be read and written, 0 where blocks stay in memory")
                .register(registry);
        FunctionCounter.builder("raygate.spool.disk.failures", health, DiskHealth::failures)
                .description("Failed operations on the spool directory")
                .register(registry);
        SpoolDirectory disk = new SpoolDirectory(
                directory, config.fsync(), config.maxSetAside().asLongValue(), setAside::increment);
        return new BlockSpool(queues, SpoolLimits.of(config), disk, health);
    }

    private static void gauge(
            MeterRegistry registry, String name, String place, BlockSpool spool, ToLongFunction<SpoolUsage> value) {
        Gauge.builder(name, spool, held -> value.applyAsLong(held.usage()))
                .description("What waits for the stream; in memory: frames, or documents held nowhere else")
                .tag("place", place)
                .register(registry);
    }

    private static void bound(MeterRegistry registry, String place, long maxBytes) {
        Gauge.builder("raygate.spool.max.bytes", () -> maxBytes)
                .description("Bound of raygate_spool_bytes")
                .tag("place", place)
                .register(registry);
    }
}
