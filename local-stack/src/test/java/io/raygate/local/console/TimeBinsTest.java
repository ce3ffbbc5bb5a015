// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimeBinsTest {

    @Test
    void add_anyDuration_liesInItsBin() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            double seconds = Math.round(Math.pow(10, random.nextDouble() * 7 - 4) * 1e6) / 1e6;
            TimeBins bins = new TimeBins();
            bins.add(seconds);
            JsonNode bin = bins.toJson().get(0);
            assertThat(seconds)
                    .isGreaterThanOrEqualTo(bin.path("from").asDouble())
                    .isLessThan(bin.path("to").asDouble());
        }
    }

    @Test
    void add_notANumber_isNotCounted() {
        TimeBins bins = new TimeBins();
        bins.add(Double.NaN);
        assertThat(bins.toJson()).isEmpty();
    }
}
