// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code teams.yaml} of a configuration repository: the teams that Argo CD looks after. */
record TeamList(Path root) {

    /** The list with one more team; empty where it has that already. */
    Optional<Edit> with(String team) throws IOException {
        Path list = root.resolve("teams.yaml");
        boolean isThere = Files.exists(list, LinkOption.NOFOLLOW_LINKS);
        YamlText text = isThere ? YamlText.read(list) : YamlText.of(list, "teams:\n" + teamsWithFiles());
        if (text.hasItem(team)) {
            return isThere ? Optional.empty() : Optional.of(text.edit());
        }
        text.append(List.of("- " + team), "teams");
        return Optional.of(text.edit());
    }

    /** Lines for the teams that are there while nothing lists them yet. */
    private String teamsWithFiles() throws IOException {
        Path tenants = root.resolve("tenants");
        if (!Files.isDirectory(tenants)) {
            return "";
        }
        try (Stream<Path> files = Files.list(tenants)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .map(name -> "  - " + name.substring(0, name.length() - ".yaml".length()) + "\n")
                    .collect(Collectors.joining());
        }
    }
}
