// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlockSpoolTest {

    private final Ledger ledger = new Ledger();

    @Test
    void offer_fullSpool_dropsTheOldestAndCountsItsDocuments() throws Exception {
        BlockSpool spool = new BlockSpool(ledger, 250);
        for (int sequence = 0; sequence < 4; sequence++) {
            spool.offer(block(sequence, 100));
        }

        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SPOOL_FULL, 20L);
        assertThat(spool.bytes()).isEqualTo(200);
        assertThat(spool.take(10, 1_000, Duration.ZERO))
                .extracting(SealedBlock::sequence)
                .containsExactly(2L, 3L);
        assertThat(spool.bytes()).isZero();
    }

    @Test
    void offer_blockLargerThanTheSpool_isDroppedItself() {
        BlockSpool spool = new BlockSpool(ledger, 50);

        spool.offer(block(0, 100));

        assertThat(spool.size()).isZero();
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SPOOL_FULL, 10L);
    }

    @Test
    void take_moreThanAsked_keepsTheRestInOrder() throws Exception {
        BlockSpool spool = new BlockSpool(ledger, 10_000);
        for (int sequence = 0; sequence < 5; sequence++) {
            spool.offer(block(sequence, 100));
        }

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
        List<SealedBlock> taken = new BlockSpool(ledger, 100).take(1, 1, Duration.ofMillis(1));

        assertThat(taken).isEmpty();
    }

    @Test
    void take_blockOfferedMeanwhile_isWokenUp() throws Exception {
        BlockSpool spool = new BlockSpool(ledger, 1_000);
        Thread.ofVirtual().start(() -> spool.offer(block(9, 10)));

        assertThat(spool.take(1, 1_000, Duration.ofSeconds(30)))
                .extracting(SealedBlock::sequence)
                .containsExactly(9L);
    }

    private static SealedBlock block(long sequence, int bytes) {
        return new SealedBlock(new byte[bytes], sequence, 10, bytes * 4);
    }
}
