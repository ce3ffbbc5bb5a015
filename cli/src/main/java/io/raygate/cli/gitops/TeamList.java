// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import io.raygate.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code teams.yaml} of a configuration repository: the teams that Argo CD looks after. */
record TeamList(Path root, Console console) {

    /** What may write files. */
    interface Writing {
        void run() throws IOException;
    }

    /** Adds the team, before {@code writing}; not where that fails, nor where nothing is to stay. */
    void add(String team, boolean dryRun, Writing writing) throws IOException {
        Path list = root.resolve("teams.yaml");
        YamlText text = Files.exists(list, LinkOption.NOFOLLOW_LINKS)
                ? YamlText.read(list)
                : YamlText.of(list, "teams:\n" + teamsWithFiles());
        if (text.hasItem(team)) {
            writing.run();
            return;
        }
        String line = "- " + team;
        text.append(List.of(line), "teams");
        KeptFile kept = KeptFile.of(list);
        boolean stays = false;
        try {
            Files.createDirectories(list.resolveSibling(""));
            Files.writeString(list, text.text());
            writing.run();
            stays = !dryRun;
        } finally {
            if (!stays) {
                kept.restore();
            }
        }
        console.say("changed " + list);
        console.say("+   " + line);
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
