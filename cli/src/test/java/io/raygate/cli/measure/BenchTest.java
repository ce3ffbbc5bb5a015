// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.Failure;
import io.raygate.cli.measure.BenchCommand.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
    void named_restartAndIdle_numbersAndCandidates() {
        assertThat(Bench.named("restart", List.of()).arguments())
                .containsExactly("3", "1000", "12", "as started:" + ForwarderFlags.TEXT);
        assertThat(Bench.named("idle", List.of("1", "2", "3", "native:/bin/forwarder"))
                        .arguments())
                .containsExactly("1", "2", "3", "native:/bin/forwarder");
    }

    @Test
    void flags_areThoseThatArePackagedWithTheForwarder() throws IOException {
        List<String> packaged = Files.readAllLines(Path.of("../edge-forwarder/src/main/start/jvm.options")).stream()
                .filter(line -> line.startsWith("-"))
                .toList();

        assertThat(ForwarderFlags.in("/app"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(packaged.stream(), Stream.of("-XX:AOTCache=/app/app.aot"))
                                .toList());
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
