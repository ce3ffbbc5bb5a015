// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeliveryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @Test
    void expired_oldHead_countsOnlyOlderRecords() {
        Delivery delivery = Delivery.first(List.of(aged(90), aged(61), aged(60), aged(1)));

        assertThat(delivery.expired(Duration.ofSeconds(60), NOW)).isEqualTo(2);
        assertThat(delivery.expired(Duration.ZERO, NOW)).isEqualTo(4);
        assertThat(delivery.expired(Duration.ofDays(1), NOW)).isZero();
    }

    @Test
    void slice_keepsWhatWasUsed() {
        Delivery delivery = Delivery.first(Records.numbered(3)).invoked().retried();

        assertThat(delivery.slice(1, 3))
                .isEqualTo(new Delivery(delivery.records().subList(1, 3), 1, 1));
    }

    @Test
    void new_noRecords_isRefused() {
        assertThatThrownBy(() -> Delivery.first(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static StoredRecord aged(int seconds) {
        return new StoredRecord("1", "key", new byte[0], NOW.minusSeconds(seconds));
    }
}
