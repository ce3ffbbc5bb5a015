// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spool.BlockSpool.SpoolUsage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static io.raygate.edge.spool.TestBlocks.block;
import static org.assertj.core.api.Assertions.assertThat;

/** The spool without a disk. */
class BlockSpoolTest {

    private final Ledger ledger = new Ledger();

    @Test
    void offer_fullSpool_dropsTheOldestAndCountsItsDocuments() throws Exception {
        BlockSpool spool = spoolWith(250, 100, 100, 100, 100);

        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SPOOL_FULL, 20L);
        assertThat(spool.usage().memoryBytes()).isEqualTo(200);
        assertThat(spool.take(10, 1_000, Duration.ZERO))
                .extracting(SealedBlock::sequence)
                .containsExactly(2L, 3L);
    }

    @Test
    void offer_blockLargerThanTheSpool_isDroppedItself() {
        BlockSpool spool = spoolWith(50, 100);

        assertThat(spool.usage()).isEqualTo(SpoolUsage.NOTHING);
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SPOOL_FULL, 10L);
    }

    @Test
    void offer_restOfTheSpoolLeased_dropsTheNewBlock() throws Exception {
        BlockSpool spool = spoolWith(200, 100, 100);
        List<SealedBlock> leased = spool.take(10, 1_000, Duration.ZERO);

        TestBlocks.offer(spool, ledger, block(2, 100));

        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SPOOL_FULL, 10L);
        spool.accepted(leased);
        assertThat(ledger.balance().published()).isEqualTo(20);
        assertThat(spool.usage()).isEqualTo(SpoolUsage.NOTHING);
    }

    @Test
    void take_moreThanAsked_keepsTheRestInOrder() throws Exception {
        BlockSpool spool = spoolWith(10_000, 100, 100, 100, 100, 100);

        assertThat(spool.take(2, 1_000, Duration.ZERO))
                .extracting(SealedBlock::sequence)
                .containsExactly(0L, 1L);
        assertThat(spool.take(10, 250, Duration.ZERO))
                .extracting(SealedBlock::sequence)
                .containsExactly(2L, 3L);
        assertThat(spool.take(10, 1, Duration.ZERO))
                .extracting(SealedBlock::sequence)
                .containsExactly(4L);
    }

    @Test
    void take_nothingInTime_isEmpty() throws Exception {
        assertThat(spoolWith(100).take(1, 1, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void take_blockOfferedMeanwhile_isWokenUp() throws Exception {
        BlockSpool spool = spoolWith(1_000);
        Thread.ofVirtual().start(() -> spool.offer(block(9, 10)));

        assertThat(spool.take(1, 1_000, Duration.ofSeconds(30)))
                .extracting(SealedBlock::sequence)
                .containsExactly(9L);
    }

    @Test
    void giveBack_leasedBlocks_areLeasedAgainFirst() throws Exception {
        BlockSpool spool = spoolWith(1_000, 100, 100, 100);
        List<SealedBlock> leased = spool.take(2, 1_000, Duration.ZERO);

        spool.giveBack(leased);

        assertThat(spool.take(10, 1_000, Duration.ZERO))
                .extracting(SealedBlock::sequence)
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void close_blocksLeft_countsThemAsDropped() throws Exception {
        BlockSpool spool = spoolWith(1_000, 100, 100);

        spool.close(Duration.ofSeconds(20));

        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SHUTDOWN, 20L);
        assertThat(ledger.balance().buffered()).isZero();
    }

    @Test
    void isNearlyFull_littleRoomLeft_isTrue() {
        assertThat(spoolWith(1_000, 900).isNearlyFull()).isFalse();
        assertThat(spoolWith(1_000, 960).isNearlyFull()).isTrue();
    }

    private BlockSpool spoolWith(long maxBytes, int... blockBytes) {
        BlockSpool spool = TestBlocks.memorySpool(ledger, maxBytes);
        for (int sequence = 0; sequence < blockBytes.length; sequence++) {
            TestBlocks.offer(spool, ledger, block(sequence, blockBytes[sequence]));
        }
        return spool;
    }
}
