// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is built stands on what somebody has chosen: a digest, given when it is built, never a tag that moves. */
class BaseImagesTest {

    static List<Path> dockerfiles() throws IOException {
        Path root = GitopsTree.ofProject().root();
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/main/docker"))
                    .filter(Files::isDirectory)
                    .flatMap(directory ->
                            Stream.of("Dockerfile", "Dockerfile.native").map(directory::resolve))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void from_everyDockerfile_needsADigest(Path dockerfile) throws IOException {
        List<String> lines = Files.readAllLines(dockerfile);

        assertThat(lines).contains("ARG BASE_DIGEST");
        assertThat(lines.stream().filter(line -> line.startsWith("FROM")))
                .isNotEmpty()
                .allMatch(line -> line.matches("FROM [a-z0-9./-]+@\\$\\{BASE_DIGEST}"));
    }
}
