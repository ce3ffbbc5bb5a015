// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spool.BlockSpool.SpoolUsage;
import io.raygate.edge.spool.SpoolConfig.SpoolMode;
import io.raygate.edge.tenant.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.raygate.edge.spool.TestBlocks.block;
import static io.raygate.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** The spool with a disk, which may fail. */
class DiskSpoolTest {

    private static final int MEBIBYTE = 1024 * 1024;

    private final Ledger ledger = new Ledger();
    private final FaultyDisk disk = new FaultyDisk();
    private final DiskHealth health = new DiskHealth(System::nanoTime);
    private BlockSpool spool = TestBlocks.memorySpool(ledger, 1);

    @AfterEach
    void booksAddUp() throws Exception {
        spool.close(Duration.ofSeconds(20));
        Ledger.Balance balance = ledger.balance();
        assertThat(balance.published() + balance.droppedTotal() + balance.buffered())
                .isEqualTo(balance.received() + balance.replayed());
        assertThat(balance.buffered()).isEqualTo(spool.usage().diskDocuments());
    }

    @Test
    void offer_modeAlways_isOnDiskBeforeItIsPublished() throws Exception {
        start(SpoolMode.ALWAYS, MEBIBYTE);
        offer(0, 3, 100);

        await(() -> disk.sequences().equals(List.of(0L, 1L, 2L)));
        List<SealedBlock> leased = spool.take(10, 1_000, Duration.ZERO);
        assertThat(disk.sequences()).hasSize(3);
        spool.accepted(leased);

        assertThat(disk.sequences()).isEmpty();
        assertThat(spool.usage()).isEqualTo(SpoolUsage.NOTHING);
    }

    @Test
    void offer_modeAlwaysAndMemoryFull_readsBackFromDisk() throws Exception {
        start(SpoolMode.ALWAYS, 350);
        offer(0, 10, 100);
        await(() -> disk.sequences().size() + ledger.balance().droppedTotal() / 10 == 10);
        long dropped = ledger.balance().droppedTotal() / 10;

        List<SealedBlock> leased = spool.take(100, MEBIBYTE, Duration.ZERO);

        assertThat(leased)
                .hasSize((int) (10 - dropped))
                .allSatisfy(read -> assertThat(read.frame())
                        .isEqualTo(block(read.sequence(), 100).frame()));
        assertThat(leased).extracting(SealedBlock::sequence).isSorted();
    }

    @Test
    void offer_modeOverflow_writesOnlyWhatMemoryDoesNotHold() throws Exception {
        start(SpoolMode.OVERFLOW, 4_000);
        offer(0, 30, 100);
        assertThat(disk.sequences()).isEmpty();

        offer(30, 9, 100);

        await(() -> disk.sequences().size() == 9);
        assertThat(disk.sequences()).containsExactlyElementsOf(sequences(0, 9));
        assertThat(spool.take(100, MEBIBYTE, Duration.ZERO))
                .extracting(SealedBlock::sequence)
                .containsExactlyElementsOf(sequences(0, 39));
    }

    @Test
    void start_blocksLeftOnDisk_areReplayedFirst() throws Exception {
        disk.with(block(5, 100), block(6, 100));
        start(SpoolMode.OVERFLOW, MEBIBYTE);
        offer(100, 1, 100);

        assertThat(ledger.balance().replayed()).isEqualTo(20);
        assertThat(spool.take(10, 1_000, Duration.ZERO))
                .extracting(SealedBlock::sequence)
                .containsExactly(5L, 6L, 100L);
    }

    @Test
    void take_damagedFile_isSetAsideAndCounted() throws Exception {
        disk.with(block(5, 100), block(6, 100), block(7, 100));
        start(SpoolMode.OVERFLOW, MEBIBYTE);
        disk.damage(1);
        disk.damage(2);

        assertThat(spool.take(2, 1_000, Duration.ZERO))
                .extracting(SealedBlock::sequence)
                .containsExactly(7L);

        assertThat(disk.setAside()).containsExactly(1L, 2L);
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SPOOL_UNREADABLE, 20L);
    }

    @Test
    void take_fileLargerThanAnyRecord_isSetAsideUnreadAndCounted() throws Exception {
        disk.with(block(5, SpoolLimits.MAX_FRAME_BYTES + 1), block(6, 100));
        start(SpoolMode.OVERFLOW, MEBIBYTE);
        disk.failReads(true);

        assertThat(spool.take(1, 1_000, Duration.ZERO)).isEmpty();

        disk.failReads(false);
        assertThat(disk.setAside()).containsExactly(1L);
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.UNSENDABLE, 10L);
    }

    @Test
    void refused_othersAcceptedInBetween_isSetAsideAndCounted() throws Exception {
        disk.with(block(5, 100), block(6, 100), block(7, 100));
        start(SpoolMode.OVERFLOW, MEBIBYTE);

        SealedBlock bad = spool.take(1, 1_000, Duration.ZERO).getFirst();
        assertThat(spool.refused(bad, 2)).isFalse();
        spool.accepted(spool.take(1, 1_000, Duration.ZERO));
        List<SealedBlock> rest = spool.take(10, 1_000, Duration.ZERO);
        assertThat(rest)
                .as("not with the one that was refused alone")
                .extracting(SealedBlock::sequence)
                .containsExactly(7L);
        List<SealedBlock> alone = spool.take(10, 1_000, Duration.ZERO);
        assertThat(spool.refused(alone.getFirst(), 2)).isTrue();
        spool.giveBack(rest);

        assertThat(disk.setAside()).containsExactly(1L);
        assertThat(disk.sequences()).containsExactly(7L);
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.UNSENDABLE, 10L);
    }

    @Test
    void refused_nothingElseAccepted_isKept() throws Exception {
        start(SpoolMode.OVERFLOW, MEBIBYTE);
        offer(0, 1, 100);

        for (int i = 0; i < 10; i++) {
            assertThat(spool.refused(spool.take(1, 1_000, Duration.ZERO).getFirst(), 2))
                    .isFalse();
        }

        assertThat(ledger.balance().buffered()).isEqualTo(10);
    }

    @Test
    void close_diskHangs_dropsWhatIsNotOnItAndReturns() throws Exception {
        disk.with(block(5, 100));
        start(SpoolMode.ALWAYS, MEBIBYTE);
        disk.hangWrites(true);
        offer(100, 3, 100);
        List<SealedBlock> leased = spool.take(10, 1_000, Duration.ZERO);

        spool.close(Duration.ofMillis(50));

        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SHUTDOWN, 30L);
        assertThat(ledger.balance().buffered()).isEqualTo(10);
        // whoever was left behind with a call that comes to an end after all
        spool.accepted(leased.subList(0, 2));
        spool.giveBack(leased.subList(2, 4));
        offer(200, 1, 100);
        disk.hangWrites(false);
        assertThat(spool.take(10, 1_000, Duration.ZERO)).isEmpty();
        assertThat(ledger.balance().published()).isZero();
        assertThat(ledger.balance().buffered()).isEqualTo(10);
    }

    @Test
    void close_blockIsLeased_isWrittenToTheDisk() throws Exception {
        start(SpoolMode.OVERFLOW, MEBIBYTE);
        offer(0, 3, 100);
        spool.take(2, 1_000, Duration.ZERO);

        spool.close(Duration.ofSeconds(20));

        assertThat(disk.sequences()).containsExactly(0L, 1L, 2L);
        assertThat(ledger.balance().droppedTotal()).isZero();
    }

    @Test
    void offer_diskFull_staysInMemoryAndIsWrittenOnceThereIsRoom() {
        start(SpoolMode.ALWAYS, MEBIBYTE);
        disk.failWrites(true);
        offer(0, 3, 100);
        await(() -> !health.isUp());
        assertThat(spool.usage().memoryDocuments()).isEqualTo(30);

        disk.failWrites(false);

        await(() -> disk.sequences().equals(List.of(0L, 1L, 2L)));
        assertThat(health.isUp()).isTrue();
        assertThat(ledger.balance().droppedTotal()).isZero();
    }

    @Test
    void take_diskFull_stillReadsAndDeletes() throws Exception {
        disk.with(block(5, 100), block(6, 100)).failWrites(true);
        start(SpoolMode.ALWAYS, MEBIBYTE);
        offer(100, 1, 100);
        assertThat(health.isUp()).isFalse();

        List<SealedBlock> leased = spool.take(10, 1_000, Duration.ZERO);
        spool.accepted(leased);

        assertThat(leased).extracting(SealedBlock::sequence).containsExactly(5L, 6L, 100L);
        assertThat(disk.sequences()).isEmpty();
    }

    @Test
    void offer_diskFailsAndMemoryFull_dropsTheOldest() {
        disk.failWrites(true);
        start(SpoolMode.ALWAYS, 1_000);

        offer(0, 25, 100);

        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SPOOL_FULL, 150L);
        assertThat(spool.isNearlyFull()).isTrue();
    }

    @Test
    void take_diskUnreadable_givesWhatIsInMemoryAndTheRestLater() throws Exception {
        disk.with(block(5, 100)).failReads(true);
        start(SpoolMode.OVERFLOW, MEBIBYTE);
        offer(100, 1, 100);
        disk.failWrites(true);

        assertThat(spool.take(10, 1_000, Duration.ZERO))
                .extracting(SealedBlock::sequence)
                .containsExactly(100L);
        disk.failReads(false).failWrites(false);

        assertThat(spool.take(10, 1_000, Duration.ofSeconds(20)))
                .extracting(SealedBlock::sequence)
                .containsExactly(5L);
        assertThat(ledger.balance().droppedTotal()).isZero();
    }

    @Test
    void accepted_fileCannotBeDeleted_isDeletedLater() throws Exception {
        disk.with(block(5, 100));
        start(SpoolMode.OVERFLOW, MEBIBYTE);
        disk.failDeletes(true);

        spool.accepted(spool.take(10, 1_000, Duration.ZERO));
        assertThat(disk.sequences()).containsExactly(5L);
        assertThat(ledger.balance().published()).isEqualTo(10);
        disk.failDeletes(false);

        await(() -> disk.sequences().isEmpty());
    }

    @Test
    void offer_diskBoundReached_dropsTheOldestFile() {
        start(SpoolMode.ALWAYS, 64 * MEBIBYTE);

        offer(0, 20, MEBIBYTE);

        await(() -> spool.usage().memoryDocuments() == 0);
        assertThat(disk.sequences()).hasSize(15).contains(19L).doesNotContain(0L);
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SPOOL_FULL, 50L);
        assertThat(spool.usage().diskBytes()).isLessThanOrEqualTo(TestLimits.MAX_DISK_BYTES);
        assertThat(spool.isNearlyFull()).isFalse();
    }

    @Test
    void close_blocksInMemory_areWritten() throws Exception {
        start(SpoolMode.OVERFLOW, MEBIBYTE);
        offer(0, 3, 100);

        spool.close(Duration.ofSeconds(20));

        assertThat(disk.sequences()).containsExactly(0L, 1L, 2L);
        assertThat(ledger.balance().droppedTotal()).isZero();
        assertThat(ledger.balance().buffered()).isEqualTo(30);
    }

    @Test
    void close_diskFails_countsAsDropped() throws Exception {
        disk.failWrites(true);
        start(SpoolMode.ALWAYS, MEBIBYTE);
        offer(0, 3, 100);

        spool.close(Duration.ofSeconds(20));

        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SHUTDOWN, 30L);
    }

    private void start(SpoolMode mode, long maxMemoryBytes) {
        spool = new BlockSpool(
                new SpoolQueues(ledger, List.of(Tenant.OTHERS)), TestLimits.of(mode, maxMemoryBytes), disk, health);
        spool.start();
    }

    private void offer(long firstSequence, int count, int bytes) {
        sequences(firstSequence, count).forEach(sequence -> TestBlocks.offer(spool, ledger, block(sequence, bytes)));
    }

    private static List<Long> sequences(long first, int count) {
        return LongStream.range(first, first + count).boxed().toList();
    }
}
