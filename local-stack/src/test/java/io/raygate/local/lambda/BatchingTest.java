// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchingTest {

    @Test
    void nextBatch_noRecords_none() {
        assertThat(Batching.nextBatch(List.of(), 10, 10, _ -> 1)).isZero();
    }

    @Test
    void nextBatch_moreRecordsThanAllowed_stopsAtCount() {
        assertThat(Batching.nextBatch(Records.numbered(5), 3, 100, _ -> 1)).isEqualTo(3);
    }

    @Test
    void nextBatch_moreBytesThanAllowed_stopsBefore() {
        assertThat(Batching.nextBatch(Records.numbered(5), 5, 30, _ -> 10)).isEqualTo(3);
        assertThat(Batching.nextBatch(Records.numbered(5), 5, 29, _ -> 10)).isEqualTo(2);
    }

    @Test
    void nextBatch_firstRecordTooLarge_isTakenAlone() {
        assertThat(Batching.nextBatch(Records.numbered(5), 5, 9, _ -> 10)).isEqualTo(1);
    }

    @Test
    void lane_manyKeys_areSpreadAndStable() {
        long[] counts = new long[10];
        IntStream.range(0, 10_000).forEach(i -> counts[Batching.lane("key-" + i, 10)]++);

        assertThat(LongStream.of(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(800L, 1_200L));
        assertThat(Batching.lane("a", 10)).isEqualTo(Batching.lane("a", 10));
        assertThat(Batching.lane("a", 1)).isZero();
    }
}
