// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.CommandLineRun;
import io.raygate.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(Bench.named("idle", List.of("1", "2", "3", "native:/bin/sh")).arguments())
                .containsExactly("1", "2", "3", "native:/bin/sh");
    }

    @Test
    void named_spans_numbersAndCandidatesAndACollector() {
        assertThat(Bench.named("spans", List.of()).arguments())
                .containsExactly("100000", "20", "20", "as started:" + ForwarderFlags.TEXT);
        assertThat(Bench.named("spans", List.of("1", "2", "3", "collector=/bin/sh"))
                        .arguments())
                .containsExactly("1", "2", "3", "collector=/bin/sh", "as started:" + ForwarderFlags.TEXT);
        assertThat(Bench.named("spans", List.of("1", "2", "3", "collector=/bin/sh", "mine:-Xmx1g"))
                        .arguments())
                .containsExactly("1", "2", "3", "collector=/bin/sh", "mine:-Xmx1g");
    }

    @Test
    void named_collectorByARelativePath_isMadeAbsolute() {
        Path here = Path.of("").toAbsolutePath();
        Path relative = here.relativize(Path.of("/bin/sh"));

        assertThat(Bench.named("spans", List.of("1", "2", "3", "collector=" + relative))
                        .arguments())
                .contains("collector=" + relative.toAbsolutePath());
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start x                  | bench start: ROUNDS is 'x'; write a whole number from 1 to 999999999
            start 0                  | bench start: ROUNDS is '0'; write a whole number from 1 to 999999999
            start mine:-Xmx1g        | bench start: ROUNDS is 'mine:-Xmx1g'; write a whole number from 1 to 999999999
            start 1 busy=many        | bench start: busy=N is 'many'; write a whole number from 1 to 999999999
            restart 3                | bench restart: SEGMENTS/S is missing; write a whole number from 1 to 999999999
            idle 1 2 -3              | bench idle: SEGMENTS/S is '-3'; write a whole number from 1 to 999999999
            load 1 2 99999999999     | bench load: MEASURED-S is '99999999999'; write a whole number from 1 to 999999999
            spans 1 2 3 collector=   | bench spans: collector=PATH is ''; write the path of an executable
            spans 1 2 3 collector=/  | bench spans: collector=PATH is '/'; write the path of an executable
            spans 1 collector=/bin/sh | bench spans: WARM-UP-S is 'collector=/bin/sh'; write a whole number from 1 to 999999999
            load 1 2 3 collector=/bin/sh | bench load: FORWARDER is 'collector=/bin/sh'; write NAME:[PROGRAM] [OPTIONS]
            load 1 2 3 fast          | bench load: FORWARDER is 'fast'; write NAME:[PROGRAM] [OPTIONS]
            load 1 2 3 a:/no/such    | bench load: PROGRAM is '/no/such'; write a native executable, or a directory that holds quarkus-run.jar
            """)
    void named_wrongArgument_isNamed(String line, String sentence) {
        List<String> words = List.of(line.split(" ", -1));

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Bench.named(words.getFirst(), words.subList(1, words.size())))
                .withMessage(sentence + "; see ./raygate bench --help")
                .extracting(Failure::status)
                .isEqualTo(Failure.MISUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bench scale --only rate,weight | 'weight'
            bench scale --rounds 0         | --rounds must be a number from 1 to 99, but is 0
            bench peers --rounds 100       | --rounds must be a number from 1 to 99, but is 100
            bench overload --time 5        | --time is '5': write a time such as 30s, 30m or 2h
            bench overload --short 96      | --short must be a number from 1 to 95, but is 96
            soak 5                         | TIME is '5': write a time such as 30s, 30m or 2h
            """)
    void call_wrongOption_isNamed(String line, String sentence) {
        CommandLineRun run = CommandLineRun.of(Path.of(".."), line.split(" ", -1));

        assertThat(run.status()).isEqualTo(Failure.MISUSED);
        assertThat(String.join("\n", run.err())).contains(sentence);
    }
}
