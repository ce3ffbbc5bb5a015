// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.raygate.block.BlockProducer;
import io.raygate.block.BlockWriter;
import io.raygate.block.Compressor;
import io.raygate.block.Dictionary;
import io.raygate.block.SealedBlock;
import io.raygate.edge.block.BlockAssembler.SealCause;
import io.raygate.edge.block.BlockAssembler.SealedBlocks;
import io.raygate.edge.block.BlockAssembler.Writers;
import io.raygate.edge.node.NodeFacts;
import io.raygate.edge.observe.Accounts;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.tenant.Tenant;
import io.raygate.edge.workload.Workloads;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Makes an assembler for each thread that receives, each a producer with a sequence of its own. */
@Singleton
public class BlockAssemblers {

    private final BlockConfig config;
    private final NodeFacts node;
    private final Workloads workloads;
    private final Ledger ledger;
    private final Counter unknownSenders;
    private final SealMetrics metrics;

    BlockAssemblers(BlockConfig config, NodeFacts node, Workloads workloads, Ledger ledger, MeterRegistry registry) {
        this.config = config;
        this.node = node;
        this.workloads = workloads;
        this.ledger = ledger;
        this.metrics = new SealMetrics(registry);
        this.unknownSenders = Counter.builder("raygate.workloads.unknown.senders")
                .description("Senders without a known workload, counted once per block")
                .register(registry);
    }

    /**
     * An assembler that hands its sealed blocks to {@code sealed}, on the thread that calls it.
     *
     * @param producerId random, not given to another assembler
     * @throws IllegalArgumentException where this release has no such dictionary
     */
    public DocumentHandler create(long producerId, Consumer<SealedBlock> sealed) {
        return create(producerId, sealed, workloads);
    }

    /** The same for documents that another program passes on: none of them refers to a workload. */
    public DocumentHandler createForRelayed(long producerId, Consumer<SealedBlock> sealed) {
        return create(producerId, sealed, Workloads.OF_RELAYED_DOCUMENTS);
    }

    /**
     * Bytes of the largest document that an assembler takes: a block of its own holds it, and the block a record,
     * whatever it compresses to. No datagram is larger.
     */
    public int maxDocumentBytes() {
        return SealLimits.maxDocumentBytes(maxContentBytes());
    }

    /**
     * The assemblers of one thread that receives, one for each of these tenants.
     *
     * @param producerIds random, one for each of them
     * @param maxOpenBlocks at once
     * @param sealed takes each block with its tenant, on the thread that calls
     * @throws IllegalArgumentException where this release has no such dictionary
     */
    public TenantAssemblers create(
            LongSupplier producerIds, List<Tenant> tenants, int maxOpenBlocks, BiConsumer<Tenant, SealedBlock> sealed) {
        Compressor compressor =
                new Compressor(maxContentBytes(), config.zstdLevel(), DictionaryChoice.parse(config.dictionary()));
        SharedWriters writers = new SharedWriters(maxContentBytes(), maxOpenBlocks, compressor);
        Map<Tenant, BlockAssembler> assemblers = new HashMap<>();
        for (Tenant tenant : tenants) {
            BlockProducer producer = new BlockProducer(node.origins(producerIds.getAsLong()));
            assemblers.put(
                    tenant,
                    assembler(
                            writers.of(producer), workloads, block -> sealed.accept(tenant, block), ledger.of(tenant)));
        }
        return new TenantAssemblers(assemblers, writers);
    }

    private DocumentHandler create(long producerId, Consumer<SealedBlock> sealed, Workloads senderOf) {
        BlockWriter writer = new BlockWriter(
                node.origins(producerId),
                maxContentBytes(),
                config.zstdLevel(),
                DictionaryChoice.parse(config.dictionary()));
        return assembler(Writers.always(writer), senderOf, sealed, ledger);
    }

    private BlockAssembler assembler(
            Writers writers, Workloads senderOf, Consumer<SealedBlock> sealed, Accounts books) {
        SealLimits limits = SealLimits.ofRecords(
                config.targetRecord().asLongValue(), config.maxDocuments(), config.linger(), config.lingerMax());
        BlockSenders senders = new BlockSenders(senderOf, unknownSenders::increment);
        SealedBlocks blocks = (block, cause) -> {
            metrics.sealed(block, cause, limits);
            sealed.accept(block);
        };
        return new BlockAssembler(writers, senders, blocks, books, limits, System::nanoTime);
    }

    private int maxContentBytes() {
        return Math.toIntExact(config.maxContent().asLongValue());
    }

    /** Reads {@code raygate.block.dictionary}. */
    static final class DictionaryChoice {

        private DictionaryChoice() {}

        /**
         * The dictionary that is meant.
         *
         * @param value {@code newest}, {@code none}, or an id, decimal or hexadecimal with {@code 0x}
         * @throws IllegalArgumentException naming the key where this release has no such dictionary
         */
        static Dictionary parse(String value) {
            return switch (value.strip().toLowerCase(Locale.ROOT)) {
                case "newest" -> Dictionary.newest();
                case "none" -> Dictionary.NONE;
                case String id -> withId(id);
            };
        }

        private static Dictionary withId(String id) {
            try {
                return Dictionary.withId(Long.decode(id)).orElseThrow(() -> unknown(id));
            } catch (NumberFormatException _) {
                throw unknown(id);
            }
        }

        private static IllegalArgumentException unknown(String value) {
            return new IllegalArgumentException(
                    "raygate.block.dictionary: " + value + " is not known; write newest, none or 0x"
                            + Integer.toHexString(Dictionary.newest().id()));
        }
    }

    /**
     * How well blocks use what a record costs: {@code raygate_blocks_sealed_total} by cause says whether traffic (AGE) or
     * size (SIZE) ends them, and {@code raygate_blocks_over_target_total} how often the estimate was wrong.
     */
    static final class SealMetrics {

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
}
