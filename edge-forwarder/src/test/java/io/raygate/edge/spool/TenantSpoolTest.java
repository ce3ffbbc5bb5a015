// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.Ledger.Balance;
import io.raygate.edge.spool.SpoolConfig.FsyncPolicy;
import io.raygate.edge.spool.SpoolConfig.SpoolMode;
import io.raygate.edge.tenant.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TenantSpoolTest {

    private static final Tenant NOISY = new Tenant("noisy");
    private static final Tenant QUIET = new Tenant("quiet");
    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Ledger ledger = new Ledger();

    @TempDir
    Path directory;

    @Test
    void take_oneTenant_getsItsBlocksAlone() throws Exception {
        BlockSpool spool = inMemory(10_000);
        offer(spool, NOISY, 1, 100);
        offer(spool, QUIET, 2, 100);
        offer(spool, NOISY, 3, 100);

        List<SealedBlock> noisy = spool.take(NOISY, 10, 10_000, NOT_AT_ALL);

        assertThat(noisy).extracting(SealedBlock::sequence).containsExactly(1L, 3L);
        assertThat(spool.hasWaiting(NOISY)).isFalse();
        assertThat(spool.hasWaiting(QUIET)).isTrue();
        spool.giveBack(noisy);
        assertThat(spool.take(NOISY, 1, 10_000, NOT_AT_ALL))
                .extracting(SealedBlock::sequence)
                .containsExactly(1L);
    }

    @Test
    void offer_fullMemory_dropsTheOldestOfWhoeverHasMost() throws Exception {
        BlockSpool spool = inMemory(1_000);
        offer(spool, QUIET, 1, 100);
        offer(spool, QUIET, 2, 100);
        for (int i = 3; i < 100; i++) {
            offer(spool, NOISY, i, 100);
        }

        assertThat(spool.usage().memoryBytes()).isEqualTo(1_000);
        assertThat(dropped(NOISY)).isEqualTo(890);
        assertThat(dropped(QUIET)).isZero();
        assertThat(spool.take(QUIET, 10, 10_000, NOT_AT_ALL))
                .extracting(SealedBlock::sequence)
                .containsExactly(1L, 2L);
        assertThat(spool.take(NOISY, 10, 10_000, NOT_AT_ALL))
                .extracting(SealedBlock::sequence)
                .containsExactly(92L, 93L, 94L, 95L, 96L, 97L, 98L, 99L);
    }

    @Test
    void offer_twoHundredTenants_eachKeepsAnEqualShare() {
        BlockSpool spool = inMemory(200 * 100);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 200; i++) {
                offer(spool, new Tenant("t" + i), round * 200L + i, 100);
            }
        }

        assertThat(spool.usage().memoryBytes()).isEqualTo(200 * 100);
        for (int i = 0; i < 200; i++) {
            assertThat(spool.usage(new Tenant("t" + i)).memoryBytes()).isEqualTo(100);
        }
    }

    @Test
    void start_afterRestart_blocksAreStillTheirTenants() throws Exception {
        BlockSpool before = onDisk(List.of(NOISY, QUIET));
        offer(before, NOISY, 1, 100);
        offer(before, QUIET, 2, 100);
        before.close(PATIENCE);
        assertThat(names()).containsExactly("0000000000000001.noisy.block", "0000000000000002.quiet.block");

        Ledger after = new Ledger();
        BlockSpool spool = onDisk(after, List.of(NOISY, QUIET));

        assertThat(after.division().parts().get(QUIET).documents().replayed()).isEqualTo(TestBlocks.DOCUMENTS);
        List<SealedBlock> quiet = spool.take(QUIET, 10, 10_000, PATIENCE);
        assertThat(quiet).extracting(SealedBlock::sequence).containsExactly(2L);
        spool.accepted(quiet);
        assertThat(names()).containsExactly("0000000000000001.noisy.block");
        spool.close(PATIENCE);
    }

    @Test
    void start_tenantThatIsGone_keepsItsBlocksUntilItIsBack() throws Exception {
        BlockSpool before = onDisk(List.of(NOISY, QUIET));
        offer(before, NOISY, 1, 100);
        offer(before, QUIET, 2, 100);
        before.close(PATIENCE);

        Ledger without = new Ledger();
        BlockSpool withoutNoisy = onDisk(without, List.of(QUIET));
        withoutNoisy.accepted(withoutNoisy.take(QUIET, 10, 10_000, PATIENCE));
        withoutNoisy.awaitEmpty(PATIENCE); // does not wait for what nobody publishes
        Balance noisy = without.division().parts().get(NOISY).documents();
        assertThat(noisy.replayed()).isEqualTo(TestBlocks.DOCUMENTS);
        assertThat(noisy.buffered()).isEqualTo(TestBlocks.DOCUMENTS);
        withoutNoisy.close(PATIENCE);
        assertThat(without.balance().droppedTotal()).isZero();

        BlockSpool again = onDisk(new Ledger(), List.of(NOISY, QUIET));
        assertThat(again.take(NOISY, 10, 10_000, PATIENCE))
                .extracting(SealedBlock::sequence)
                .containsExactly(1L);
        again.close(PATIENCE);
    }

    private long dropped(Tenant tenant) {
        return ledger.division().parts().get(tenant).documents().dropped().get(DropReason.SPOOL_FULL);
    }

    private BlockSpool inMemory(long maxBytes) {
        return new BlockSpool(new SpoolQueues(ledger, List.of(NOISY, QUIET)), TestLimits.inMemory(maxBytes));
    }

    private BlockSpool onDisk(List<Tenant> served) {
        return onDisk(ledger, served);
    }

    private BlockSpool onDisk(Ledger books, List<Tenant> served) {
        BlockSpool spool = new BlockSpool(
                new SpoolQueues(books, served),
                TestLimits.of(SpoolMode.ALWAYS, 1_000_000),
                new SpoolDirectory(directory, FsyncPolicy.NONE, 1_000, () -> {}),
                new DiskHealth(System::nanoTime));
        spool.start();
        return spool;
    }

    private void offer(BlockSpool spool, Tenant tenant, long sequence, int bytes) {
        SealedBlock block = TestBlocks.block(sequence, bytes);
        for (int i = 0; i < block.documents(); i++) {
            ledger.of(tenant).acceptSpans(block.spans() / TestBlocks.DOCUMENTS);
        }
        spool.offer(tenant, block);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".block"))
                    .sorted()
                    .toList();
        }
    }
}
