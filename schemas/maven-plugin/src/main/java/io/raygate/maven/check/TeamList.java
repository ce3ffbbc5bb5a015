// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.Node;
import io.raygate.contract.read.TextFile;
import io.raygate.contract.read.YamlFile;
import io.raygate.maven.check.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The list {@code teams.yaml} beside a folder of tenant files. One ApplicationSet makes every team's Application of it, so what
 * is wrong with one line stops all teams.
 */
final class TeamList {

    static final String FILE = "teams.yaml";

    private static final String OTHER_FILE = "teams.yml";
    private static final String KEY = "teams";

    /** As the ApplicationSet {@code raygate-teams} has it: the name is also that of a Helm release. */
    private static final String TEAM = "[a-z0-9](?:[a-z0-9-]{0,51}[a-z0-9])?";

    private TeamList() {}

    /**
     * The teams that Argo CD looks after.
     *
     * @param list the file
     * @param found takes what is wrong with it
     * @return empty where there is no list, or none that can be read
     */
    static Optional<Set<String>> read(Path list, Bounds bounds, List<Finding> found) throws IOException {
        if (!Files.exists(list, LinkOption.NOFOLLOW_LINKS)) {
            missing(list, found);
            return Optional.empty();
        }
        Set<String> teams = new TreeSet<>();
        try {
            for (Node item : YamlFile.read(TextFile.read(list, bounds.maxFileBytes()))
                    .only(Set.of(KEY))
                    .required(KEY)
                    .items()) {
                String team = item.text(TEAM, "must be 1 to 53 of a-z, 0-9 and hyphen, no hyphen at the ends");
                if (!teams.add(team)) {
                    throw item.invalid("stands twice; remove one of them");
                }
            }
        } catch (InvalidFileException e) {
            found.add(rejected(
                    list,
                    "TEAMS",
                    e.getMessage(),
                    "list each team once under the key teams, and nothing else: Argo CD stops all teams where it cannot"
                            + " read the list"));
            return Optional.empty();
        }
        return Optional.of(teams);
    }

    /** A folder without a list may be a part of a repository; one with a list of another name is not meant to be. */
    private static void missing(Path list, List<Finding> found) {
        Path other = list.resolveSibling(OTHER_FILE);
        if (Files.exists(other)) {
            found.add(rejected(
                    other,
                    "FILE_NAME",
                    "Argo CD reads " + FILE + " alone: to it, no team is left",
                    "rename it to " + FILE));
        }
    }

    /** What is wrong where the list was there before and is not now. */
    static void lost(Path before, Path list, List<Finding> found) {
        if (Files.exists(before) && !Files.exists(list)) {
            found.add(rejected(
                    list, "LOST", "the list of teams is gone: Argo CD would look after none of them", "restore it"));
        }
    }

    private static Finding rejected(Path file, String reason, String message, String remedy) {
        return new Finding(Severity.REJECTED, file.toString(), 0, 0, "", reason, message, remedy);
    }
}
