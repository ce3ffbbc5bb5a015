// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.Failure;
import io.raygate.cli.measure.BenchCommand.Bench;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BenchTest {

    @Test
    void named_start_roundsAndCandidates() {
        assertThat(Bench.named("start", List.of()).arguments())
                .containsExactly("5", "plain:", "as started:" + ForwarderFlags.TEXT);
        assertThat(Bench.named("start", List.of("3", "mine:-Xmx1g")).arguments())
                .containsExactly("3", "mine:-Xmx1g");
    }

    @Test
    void named_load_numbersAndCandidates() {
        assertThat(Bench.named("load", List.of()).arguments())
                .containsExactly("20000", "20", "20", "as started:" + ForwarderFlags.TEXT);
        assertThat(Bench.named("load", List.of("1", "2", "3")).arguments()).hasSize(4);
    }

    @Test
    void named_class_itself() {
        assertThat(Bench.named("io.raygate.A", List.of("-f", "1")))
                .isEqualTo(new Bench("io.raygate.A", List.of("benchmarks"), List.of("-f", "1")));
    }

    @Test
    void named_unknown_saysWhereToLook() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Bench.named("nonsense", List.of()))
                .withMessage("there is no bench 'nonsense'; see ./raygate bench --help");
    }
}
