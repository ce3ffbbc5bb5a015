// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.overload;

import io.raygate.benchmarks.report.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PhaseTest {

    private final Phase phase = new Phase(
            "function too slow",
            List.of(
                    new Sample(10, 100, 1_000, 900, 5, 1_000, 20),
                    new Sample(12, 1_000, 3_000, 1_900, 6, 3_000, 45),
                    new Sample(14, 1_001, 5_000, 2_900, 7, 5_000, 70)));

    @Test
    void secondsUntilLag_passedLater_countsFromTheBeginning() {
        assertThat(phase.secondsUntilLag(1_000)).isEqualTo(4);
        assertThat(phase.secondsUntilLag(2_000)).isNaN();
        assertThat(phase.highestLag()).isEqualTo(1_001);
    }

    @Test
    void addTo_samples_areRatesAndSizes() {
        Table table = Phase.table();

        phase.addTo(table);

        assertThat(table.markdown()).contains("| function too slow |  | 4 | 1,000 | 500 | 2 | 1,000 | 1,001 | 80 |");
    }

    @Test
    void addTo_nothingHappened_isNoFigure() {
        Sample quiet = new Sample(10, 0, 1, 1, 1, 1, 1);
        Table table = Phase.table();

        new Phase("quiet", List.of(quiet, new Sample(12, 0, 1, 1, 1, 1, 1))).addTo(table);

        assertThat(table.markdown()).contains("| quiet |  | 2 | 0 | 0 | 0 | – | 0 | – |");
    }
}
