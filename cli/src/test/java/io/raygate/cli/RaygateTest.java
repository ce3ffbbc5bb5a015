// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line as a whole: what it does not know, and its help. */
class RaygateTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "down",
                "status",
                "logs",
                "open",
                "send",
                "traces",
                "trace",
                "tail",
                "map",
                "books",
                "validate",
                "decode",
                "explain",
                "image",
                "release",
                "promote",
                "new",
                "test",
                "native",
                "node",
                "bench",
                "soak",
                "fuzz",
                "scale",
                "doctor"
            })
    void help_eachVerb_isPrinted(String verb) {
        for (String option : List.of("--help", "-h")) {
            CommandLineRun run = CommandLineRun.of(root, verb, option);

            assertThat(run.status()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).first().asString().startsWith("Usage: ./raygate " + verb);
            assertThat(run.out()).noneMatch(line -> line.contains("null"));
        }
        assertThat(CommandLineRun.of(root, "help", verb)).isEqualTo(CommandLineRun.of(root, verb, "--help"));
        assertThat(CommandLineRun.of(root, "--help").out())
                .anyMatch(line -> line.strip().startsWith(verb + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bench peers", "bench scale", "bench overload", "new team", "new cluster", "new environment"})
    void help_verbOfVerb_isPrinted(String verbs) {
        String[] arguments = (verbs + " --help").split(" ");
        CommandLineRun run = CommandLineRun.of(root, arguments);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).first().asString().startsWith("Usage: ./raygate " + verbs);
        assertThat(run.out()).noneMatch(line -> line.contains("null"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upp                        | unknown verb 'upp'; see ./raygate --help",
                "--nonsense                 | unknown option '--nonsense'; see ./raygate --help",
                "up --nonsense              | unknown option '--nonsense'; see ./raygate up --help",
                "up surplus                 | unexpected argument 'surplus'; see ./raygate up --help",
                "down --nonsense            | unknown option '--nonsense'; see ./raygate down --help",
                "status surplus             | unexpected argument 'surplus'; see ./raygate status --help",
                "logs --nonsense            | unknown option '--nonsense'; see ./raygate logs --help",
                "open surplus               | unexpected argument 'surplus'; see ./raygate open --help",
                "send --nonsense            | unknown option '--nonsense'; see ./raygate send --help",
                "trace                      | trace needs ID; see ./raygate trace --help",
                "validate --nonsense x      | unknown option '--nonsense'; see ./raygate validate --help",
                "validate                   | validate needs FILE; see ./raygate validate --help",
                "decode --nonsense x        | unknown option '--nonsense'; see ./raygate decode --help",
                "decode                     | decode needs FILE; see ./raygate decode --help",
                "explain                    | explain needs POLICY; see ./raygate explain --help",
                "explain p --nonsense       | unknown option '--nonsense'; see ./raygate explain --help",
                "bench                      | bench needs NAME; see ./raygate bench --help",
                "scale                      | --nodes needs N; see ./raygate scale --help",
                "scale --nodes 0            | --nodes must be at least 1, but is 0",
                "scale --nodes 1 --rate 0   | --rate must be more than 0, but is 0.0",
                "fuzz --nonsense            | unknown option '--nonsense'; see ./raygate fuzz --help",
                "help upp                   | unknown verb 'upp'; see ./raygate --help",
                "up --port-offset           | --port-offset needs N; see ./raygate up --help",
                "up --port-offset x         | --port-offset must be a number, but is 'x'; see ./raygate up --help",
                "up --tenants               | --tenants needs DIR; see ./raygate up --help",
                "validate --mode lax x      | --mode must be repair or strict, but is 'lax'; see ./raygate validate"
                        + " --help",
                "logs --lines many          | --lines must be a number, but is 'many'; see ./raygate logs --help",
                "logs --lines=-5            | --lines must be at least 0, but is -5",
                "doctor surplus             | unexpected argument 'surplus'; see ./raygate doctor --help",
            })
    void run_misused_2AndOneLineThatNamesIt(String arguments, String complaint) {
        CommandLineRun run = CommandLineRun.of(root, arguments.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).containsExactly("raygate: " + complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "57446", "99999999999", "x", ""})
    void portOffset_outOfRange_2AndOneLineThatNamesIt(String offset) {
        for (String verb : List.of("up", "down", "doctor", "send", "open", "logs")) {
            CommandLineRun run = CommandLineRun.of(root, verb, "--port-offset", offset);

            assertThat(run.status()).as(verb).isEqualTo(2);
            assertThat(run.err()).singleElement().asString().contains("--port-offset");
        }
    }

    @Test
    void run_noVerb_tellsWhatThereIs() {
        CommandLineRun run = CommandLineRun.of(root);

        assertThat(run.status()).isZero();
        assertThat(run.out()).first().asString().startsWith("Usage: ./raygate");
    }

    @Test
    void version_oneLine() {
        CommandLineRun run = CommandLineRun.of(root, "--version");

        assertThat(run.status()).isZero();
        assertThat(run.out()).singleElement().asString().startsWith("raygate ").contains("Java 25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "native edge", "bench validate", "fuzz"})
    void sources_verbOfABundle_saysThatItHasNone(String arguments) {
        CommandLineRun run = CommandLineRun.of(root, arguments.split(" "));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).singleElement().asString().contains("needs Raygate's sources", "is a bundle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "restart", "idle", "load", "spans", "validate", "io.raygate.benchmarks.Any"})
    void help_eachBench_isThatOfTheVerb(String bench) {
        assertThat(CommandLineRun.of(root, "bench", bench, "--help"))
                .isEqualTo(CommandLineRun.of(root, "bench", "--help"));
        assertThat(CommandLineRun.of(root, "bench", bench, "3", "--help").status())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bench peers --rounds 0              | --rounds must be a number from 1 to 99, but is 0",
                "bench peers --rounds x              | --rounds must be a number, but is 'x'; see ./raygate bench"
                        + " peers --help",
                "bench peers --daemon /no/such       | --daemon /no/such: name an executable",
                "bench peers --native /              | --native /: name an executable",
                "bench peers --collector-config /    | --collector-config says how --collector runs: give both",
                "bench peers --collector /bin/sh --collector-config / | --collector-config /: name a file",
                "soak 30                            | TIME is '30': write a time such as 30s, 30m or 2h",
                "soak 169h                          | TIME is '169h': write a time from 1s to 168h",
                "soak --every 0s                    | --every is '0s': write a time from 1s to 168h",
                "soak --rate 0                      | --rate must be a number from 1 to 1000000, but is 0",
                "bench peers surplus                 | unexpected argument 'surplus'; see ./raygate bench peers --help",
            })
    void benchPeersAndSoak_misused_2AndOneLineThatNamesIt(String arguments, String complaint) {
        CommandLineRun run = CommandLineRun.of(root, arguments.strip().split(" +"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).containsExactly("raygate: " + complaint);
    }

    @Test
    void benchPeers_help_isItsOwn() {
        CommandLineRun run = CommandLineRun.of(root, "bench", "peers", "--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).first().asString().startsWith("Usage: ./raygate bench peers");
    }

    @Test
    void bench_wrongArgument_isOneLineAndStatus2() {
        CommandLineRun run = CommandLineRun.of(root, "bench", "start", "many");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("ROUNDS is 'many'");
    }
}
