// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    @Test
    void pause_moreFailures_doublesUpToTheMaximum() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 1_000; round++) {
            assertThat(backoff.pause(1, random)).isBetween(Duration.ZERO, Duration.ofMillis(100));
            assertThat(backoff.pause(3, random)).isBetween(Duration.ZERO, Duration.ofMillis(400));
            assertThat(backoff.pause(7, random)).isBetween(Duration.ZERO, Duration.ofSeconds(5));
            assertThat(backoff.pause(1_000_000, random)).isBetween(Duration.ZERO, Duration.ofSeconds(5));
        }
    }

    @Test
    void pause_manyForwarders_areSpreadOverTheWholeRange() {
        SplittableRandom random = new SplittableRandom(2);

        List<Long> pauses = Stream.generate(() -> backoff.pause(7, random).toMillis())
                .limit(1_000)
                .toList();

        assertThat(pauses.stream().filter(millis -> millis < 1_000).count()).isBetween(150L, 250L);
        assertThat(pauses.stream().filter(millis -> millis > 4_000).count()).isBetween(150L, 250L);
    }

    @Test
    void construct_maximumBelowMinimum_namesTheKeys() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("raygate.publish.min-backoff");
    }
}
