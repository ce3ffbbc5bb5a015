// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordLogTest {

    private final RecordLog log = new RecordLog();

    @Test
    void get_afterGrowthAndTrimming_findsEachByPosition() {
        for (int i = 1; i <= 1_000; i++) {
            log.append(at(i));
            if (i % 3 == 0) {
                log.removeFirst();
            }
        }

        assertThat(log.first()).isEqualTo(334);
        assertThat(log.next()).isEqualTo(1_001);
        for (long position = log.first(); position < log.next(); position++) {
            assertThat(log.get(position).approximateArrival()).isEqualTo(Instant.ofEpochSecond(position));
        }
    }

    @Test
    void get_trimmedOrFuturePosition_fails() {
        log.append(at(1));
        log.append(at(2));
        log.removeFirst();

        assertThatThrownBy(() -> log.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> log.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void firstAt_betweenBeforeAndBehind_findsTheFirstNotEarlier() {
        log.append(at(10));
        log.append(at(20));
        log.append(at(20));
        log.append(at(30));

        assertThat(log.firstAt(Instant.ofEpochSecond(5))).isEqualTo(1);
        assertThat(log.firstAt(Instant.ofEpochSecond(11))).isEqualTo(2);
        assertThat(log.firstAt(Instant.ofEpochSecond(20))).isEqualTo(2);
        assertThat(log.firstAt(Instant.ofEpochSecond(31))).isEqualTo(5);
    }

    private static StoredRecord at(long second) {
        return new StoredRecord("1", "key", new byte[0], Instant.ofEpochSecond(second));
    }
}
