// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Deliberate mistakes, one at a time: each must be found, with the file, the place and the remedy. */
class MistakesTest {

    /**
     * A mistake, of {@code mistakes.yaml}.
     *
     * @param name what somebody did
     * @param file where
     * @param right the text that is replaced, once
     * @param wrong what it is replaced by
     * @param message part of what must be printed
     */
    record Mistake(String name, String file, String right, String wrong, String message) {

        static Mistake of(JsonNode row) {
            String right = row.path("right").asString();
            String wrong = row.path("wrong").asString();
            return new Mistake(
                    row.path("mistake").asString(),
                    row.path("file").asString(),
                    right,
                    row.has("times") ? right + wrong.repeat(row.path("times").asInt()) : wrong,
                    row.path("said").asString());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Mistake> mistakes() {
        return Yaml.read(GitopsTree.ofProject().root().resolve("gitops-tests/src/test/resources/mistakes.yaml"))
                .valueStream()
                .map(Mistake::of)
                .toList();
    }

    private static final Path DOCS = GitopsTree.ofProject().root().resolve("docs/mistakes.md");
    private static final String ROWS = "| mistake | caught by | what is said |\n|---|---|---|\n";
    private static final boolean UPDATE = Boolean.getBoolean("raygate.update-golden");
    private static final List<String> FOUND = new ArrayList<>();

    @AfterAll
    static void update() throws IOException {
        if (UPDATE) {
            String text = Files.readString(DOCS);
            int rows = text.indexOf(ROWS) + ROWS.length();
            Files.writeString(DOCS, text.substring(0, rows) + String.join("", FOUND));
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void check_mistake_foundWithFileAndRemedy(Mistake mistake, @TempDir Path root) throws IOException {
        GitopsTree tree = GitopsTree.example(root);
        Trees.replaceFirst(root.resolve(mistake.file()), mistake.right(), mistake.wrong());

        List<Problem> problems = new TreeCheck(CustomKinds.own()).check(tree);

        assertThat(problems).anySatisfy(problem -> assertThat(problem.text()).contains(mistake.message()));
        String row = row(
                mistake,
                problems.stream()
                        .filter(problem -> problem.text().contains(mistake.message()))
                        .findFirst()
                        .orElseThrow());
        FOUND.add(row);
        if (!UPDATE) {
            assertThat(DOCS).content().contains(row);
        }
    }

    private static String row(Mistake mistake, Problem problem) {
        String said = problem.text()
                .replace("|", "\\|")
                .replaceAll("/\\S*?/(?=gitops/)", "")
                .lines()
                .findFirst()
                .orElseThrow();
        return "| " + mistake.name() + " | " + caughtBy(problem) + " | " + said + " |\n";
    }

    private static String caughtBy(Problem problem) {
        if (problem.file().matches("gitops/(envs|tenants)/.*")) {
            return "`raygate validate`";
        }
        return problem.message().startsWith("Helm cannot render it") ? "rendering" : "rules on manifests";
    }
}
