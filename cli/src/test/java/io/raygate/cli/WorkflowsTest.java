// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import io.raygate.contract.read.Node;
import io.raygate.contract.read.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import static org.assertj.core.api.Assertions.assertThat;

/** The hosted workflows: they cannot run here, but what they call must be there. */
class WorkflowsTest {

    private static final Path ROOT = Path.of("..");

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> ours = Files.list(ROOT.resolve(".github/workflows"));
                Stream<Path> template = Files.list(ROOT.resolve("templates/config-repo/.github/workflows"))) {
            return Stream.concat(ours, template).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void workflow_actions_arePinnedByCommit(Path workflow) throws IOException {
        List<String> actions = Files.readString(workflow)
                .lines()
                .filter(line -> line.contains("uses:"))
                .toList();

        assertThat(actions)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches(".*uses: [a-z]+/[a-z-]+@[0-9a-f]{40} # v[0-9.]+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void workflow_jobs_mayLittleAndEnd(Path workflow) throws IOException {
        Node root = YamlFile.read(Files.readString(workflow));

        assertThat(member(root, "permissions", "contents").written()).isEqualTo("read");
        assertThat(member(root, "jobs").members().values())
                .allSatisfy(job -> assertThat(job.members()).containsKey("timeout-minutes"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void workflow_commands_areKnown(Path workflow) throws IOException {
        for (String script : scripts(YamlFile.read(Files.readString(workflow)))) {
            for (String command : script.replace("\\\n", " ").split("\n|;|&&|\\|")) {
                List<String> words = Arrays.asList(command.strip().split("\\s+"));
                int at = words.indexOf("./raygate");
                if (at >= 0) {
                    requireKnown(words.subList(at + 1, words.size()));
                }
            }
        }
    }

    private static void requireKnown(List<String> words) {
        CommandLine verb = new CommandLine(new Raygate(Home.at(ROOT), Console.ofProcess()))
                .getSubcommands()
                .get(words.getFirst());
        assertThat(verb).as(words.getFirst()).isNotNull();
        CommandSpec spec = verb.getCommandSpec();
        assertThat(words.stream().filter(word -> word.startsWith("--")))
                .allSatisfy(option -> assertThat(spec.findOption(option.replaceFirst("=.*", "")))
                        .as(option)
                        .isNotNull());
    }

    private static List<String> scripts(Node node) {
        List<String> scripts = new ArrayList<>();
        switch (node.kind()) {
            case OBJECT ->
                node.members().forEach((name, value) -> {
                    scripts.addAll(name.equals("run") ? List.of(value.written()) : scripts(value));
                });
            case LIST -> node.items().forEach(item -> scripts.addAll(scripts(item)));
            case STRING, NUMBER, BOOLEAN, NULL, AMBIGUOUS -> {}
        }
        return scripts;
    }

    private static Node member(Node node, String... names) {
        Node found = node;
        for (String name : names) {
            found = found.members().get(name);
        }
        return found;
    }
}
