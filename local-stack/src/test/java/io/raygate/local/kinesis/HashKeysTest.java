// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HashKeysTest {

    private static final BigInteger LAST = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

    @Test
    void of_emptyText_isItsMd5() {
        assertThat(HashKeys.of("").toString(16)).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    }

    @Test
    void of_umlaut_usesUtf8() {
        assertThat(HashKeys.of("ä").toString(16)).isEqualTo("8419b71c87a225a2c70b50486fbee545");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 256})
    void ranges_anyCount_coverAllKeysWithoutGaps(int shards) {
        List<HashKeys.Range> ranges = new HashKeys(shards).ranges();

        assertThat(ranges).hasSize(shards);
        assertThat(ranges.getFirst().first()).isZero();
        assertThat(ranges.getLast().last()).isEqualTo(LAST);
        for (int i = 1; i < shards; i++) {
            assertThat(ranges.get(i).first()).isEqualTo(ranges.get(i - 1).last().add(BigInteger.ONE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 256})
    void shardOf_edgesOfEachRange_leadToItsShard(int shards) {
        HashKeys hashKeys = new HashKeys(shards);
        List<HashKeys.Range> ranges = hashKeys.ranges();

        for (int i = 0; i < shards; i++) {
            assertThat(hashKeys.shardOf(ranges.get(i).first())).isEqualTo(i);
            assertThat(hashKeys.shardOf(ranges.get(i).last())).isEqualTo(i);
        }
    }

    @Test
    void contains_edges_tellsInsideFromOutside() {
        assertThat(HashKeys.contains(LAST)).isTrue();
        assertThat(HashKeys.contains(LAST.add(BigInteger.ONE))).isFalse();
    }
}
