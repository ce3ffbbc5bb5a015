// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.Document;
import io.raygate.block.SealedBlock;
import io.raygate.block.SegmentBlock;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.tenant.Tenant;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class TenantAssemblersTest {

    private static final int TENANTS = 200;
    private static final int MAX_OPEN = 3;
    private static final InetAddress SENDER = InetAddress.ofLiteral("10.0.0.1");

    @Inject
    BlockAssemblers assemblers;

    @Inject
    Ledger ledger;

    @Inject
    MeterRegistry registry;

    private final Map<Tenant, List<SegmentBlock>> blocks = new HashMap<>();
    private final AtomicLong producers = new AtomicLong();

    @Test
    void onDocument_manyTenants_aBlockHoldsDocumentsOfOneAndNoneIsMissing() {
        List<Tenant> tenants = IntStream.range(0, TENANTS)
                .mapToObj(number -> new Tenant("t" + number))
                .toList();
        TenantAssemblers shared = assemblers.create(producers::incrementAndGet, tenants, MAX_OPEN, this::keep);
        double sealedForOthers = sealedForOthers();
        for (int round = 0; round < 3; round++) {
            for (Tenant tenant : tenants) {
                handler(shared, tenant).onDocument(document(tenant, round), SENDER, round);
            }
        }
        assertThat(shared.onPause()).isPositive();
        shared.onClose();

        for (Tenant tenant : tenants) {
            List<SegmentBlock> own = blocks.getOrDefault(tenant, List.of());
            assertThat(own.stream().flatMap(block -> block.documents().stream()).map(Document::text))
                    .containsExactly(tenant.name() + "-0", tenant.name() + "-1", tenant.name() + "-2");
            assertThat(own).extracting(SegmentBlock::sequence).containsExactly(0L, 1L, 2L);
            assertThat(own)
                    .extracting(block -> block.origin().producerId())
                    .containsOnly(own.getFirst().origin().producerId());
            assertThat(ledger.division().parts().get(tenant).documents().received())
                    .isEqualTo(3);
        }
        assertThat(sealedForOthers() - sealedForOthers).isEqualTo(3 * TENANTS - MAX_OPEN);
    }

    @Test
    void onDocument_fewTenants_fillTheirBlocks() {
        Tenant shop = new Tenant("shop");
        Tenant bank = new Tenant("bank");
        TenantAssemblers shared =
                assemblers.create(producers::incrementAndGet, List.of(shop, bank), MAX_OPEN, this::keep);
        for (int i = 0; i < 50; i++) {
            handler(shared, shop).onDocument(document(shop, i), SENDER, i);
            handler(shared, bank).onDocument(document(bank, i), SENDER, i);
        }
        shared.onClose();

        assertThat(blocks.get(shop)).hasSize(1);
        assertThat(blocks.get(bank))
                .singleElement()
                .satisfies(block -> assertThat(block.documents()).hasSize(50));
    }

    private void keep(Tenant tenant, SealedBlock block) {
        blocks.computeIfAbsent(tenant, _ -> new ArrayList<>()).add(read(block));
        ledger.of(tenant).publish(new Ledger.Contents(block.documents(), block.spans()));
    }

    private double sealedForOthers() {
        return registry.get("raygate.blocks.sealed")
                .tag("cause", "TEAMS")
                .counter()
                .count();
    }

    private static DocumentHandler handler(TenantAssemblers shared, Tenant tenant) {
        return shared.of(tenant).orElseThrow();
    }

    private static ByteBuffer document(Tenant tenant, int number) {
        return ByteBuffer.wrap((tenant.name() + "-" + number).getBytes(UTF_8));
    }

    private static SegmentBlock read(SealedBlock block) {
        try (BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            return (SegmentBlock) reader.read(block.frame());
        }
    }
}
