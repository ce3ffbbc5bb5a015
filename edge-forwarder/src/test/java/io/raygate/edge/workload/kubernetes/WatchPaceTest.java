// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import io.raygate.edge.workload.kubernetes.WatchBooks.WatchEnd;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WatchPaceTest {

    private static final Duration ASKED = Duration.ofMinutes(8);

    private final WatchPace pace = new WatchPace(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(10));

    @Test
    void failuresInARow_endedSoonerThanTheLongestPause_countsOn() {
        for (WatchEnd end : WatchEnd.values()) {
            assertThat(pace.failuresInARow(4, end, Duration.ofSeconds(29), ASKED))
                    .isEqualTo(5);
        }
    }

    @Test
    void failuresInARow_lastedAsAgreed_goesOnAtOnce() {
        assertThat(pace.failuresInARow(4, WatchEnd.TIMEOUT, ASKED, ASKED)).isZero();
        assertThat(pace.failuresInARow(4, WatchEnd.TIMEOUT, Duration.ofSeconds(2), Duration.ofSeconds(2)))
                .as("a watch that was to be short")
                .isZero();
    }

    @Test
    void failuresInARow_brokeOffAfterLong_isTheFirst() {
        assertThat(pace.failuresInARow(4, WatchEnd.DROPPED, Duration.ofMinutes(3), ASKED))
                .isEqualTo(1);
    }
}
