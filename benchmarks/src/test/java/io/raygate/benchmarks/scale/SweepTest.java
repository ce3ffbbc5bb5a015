// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.scale;

import io.raygate.benchmarks.report.Plot;
import io.raygate.benchmarks.report.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SweepTest {

    private final Sweep sweep = new Sweep("rate", "Node", "segments/s", List.of(10, 100, 1_000, 10_000), "µs", "MiB");

    @Test
    void addSlopes_aCostThatAllShare_isMinusOneAndHalvesWhenItDoubles() {
        fill();
        Table slopes = new Table("slopes", "Slopes", "power", "last", "doubled");

        sweep.addSlopes(slopes, "µs");

        assertThat(slopes.markdown()).contains("| µs, over segments/s | JVM | -1 | -1 | 0.500 |");
        assertThat(sweep.plot("µs").series().getFirst().name()).isEqualTo("JVM (slope -1.00: ×0.50 when it doubles)");
    }

    @Test
    void leaveOut_aLoadThatCannotBeSent_hasNoPointAndSaysWhy() {
        fill();
        sweep.leaveOut(10_000, "JVM", "the sender reached 7,000/s");

        assertThat(sweep.points("JVM", "µs")).extracting(Plot.Point::x).containsExactly(10.0, 100.0, 1_000.0);
        assertThat(sweep.leftOut()).contains("10,000 segments/s (JVM): left out: the sender reached 7,000/s");
        assertThat(sweep.table().markdown())
                .contains("| 10,000 segments/s | JVM | left out: the sender reached 7,000/s | – |");
    }

    @Test
    void problem_aSenderThatIsSlower_isOne() {
        assertThat(new NodePoint(940, 100, 1, 1, 1).problem(1_000)).contains("the sender reached 940/s");
        assertThat(new NodePoint(951, 100, 1, 1, 1).problem(1_000)).isEmpty();
    }

    private void fill() {
        sweep.add(10, "JVM", 1_000, 60);
        sweep.add(100, "JVM", 100, 60);
        sweep.add(1_000, "JVM", 10, 60);
    }
}
