// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistogramTest {

    @Test
    void add_fewDurations_areExactToTheMillisecond() {
        Histogram histogram = new Histogram();
        for (double seconds : new double[] {0, 0.0004, 0.0123, 0.0991, 0.123, 0.125, 0.996, 61.4}) {
            histogram.add(seconds);
        }
        assertThat(histogram.toJson())
                .hasToString("[{\"Value\":0.0,\"Count\":2},{\"Value\":0.012,\"Count\":1},"
                        + "{\"Value\":0.099,\"Count\":1},{\"Value\":0.123,\"Count\":1},{\"Value\":0.125,\"Count\":1},"
                        + "{\"Value\":0.996,\"Count\":1},{\"Value\":61.4,\"Count\":1}]");
    }

    @Test
    void add_everyMillisecondOfAnHour_needsFewValues() {
        Histogram histogram = new Histogram();
        IntStream.range(0, 3_600_000).forEach(millis -> histogram.add(millis / 1000.0));
        assertThat(histogram.toJson().size()).isLessThan(600);
    }
}
