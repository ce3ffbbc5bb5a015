// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.contract.gitops.ContractFile;
import io.raygate.contract.gitops.FileViolation;
import io.raygate.contract.gitops.RemovalRules;
import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.Node;
import io.raygate.contract.read.YamlFile;
import io.raygate.maven.check.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The teams as a whole: each that {@code teams.yaml} names has its file, and none leaves that was not retired. */
final class TeamFiles {

    private static final String FOLDER = "tenants";
    private static final String ENDING = ".yaml";
    private static final String LIST = "teams.yaml";
    private static final String STEPS = "gitops/README.md, Remove a cluster or a team, has the steps";

    private TeamFiles() {}

    /** What is wrong with the folders {@code tenants} among the selection's directories, or right in them. */
    static List<Finding> check(Selection selection) throws IOException {
        List<Finding> found = new ArrayList<>();
        List<Path> folders = selection.roots().stream()
                .map(root -> isNamed(root) ? root : root.resolve(FOLDER))
                .filter(Files::isDirectory)
                .toList();
        for (Path folder : folders) {
            listed(folder, found);
        }
        if (selection.before().isPresent()) {
            Path before = selection.before().get();
            if (folders.isEmpty()) {
                found.add(finding(
                        before.toString(),
                        "NO_TENANTS",
                        "there is nothing to compare with it",
                        "name the folder tenants"));
            }
            for (Path folder : folders) {
                compare(before.resolve(FOLDER), folder, found);
            }
        }
        return found;
    }

    private static boolean isNamed(Path root) {
        return root.toAbsolutePath().normalize().endsWith(FOLDER);
    }

    /** Argo CD looks after the teams of the list alone, which stands beside the folder; a folder without one is no repository. */
    private static void listed(Path folder, List<Finding> found) throws IOException {
        Path list = folder.resolveSibling(LIST);
        if (!Files.isRegularFile(list)) {
            return;
        }
        Set<String> listed = new TreeSet<>();
        try {
            YamlFile.read(Files.readString(list)).required("teams").items().stream()
                    .map(Node::written)
                    .forEach(listed::add);
        } catch (InvalidFileException e) {
            found.add(finding(list.toString(), "TEAMS", e.getMessage(), "list the teams under the key teams"));
            return;
        }
        Set<String> present = new TreeSet<>();
        for (Path file : files(folder)) {
            present.add(team(file));
            if (!listed.contains(team(file))) {
                found.add(finding(
                        file.toString(),
                        "NOT_LISTED",
                        list.getFileName() + " does not name " + team(file) + ", so Argo CD does nothing with the file",
                        "add the team there"));
            }
        }
        listed.stream()
                .filter(team -> !present.contains(team))
                .forEach(team -> found.add(finding(
                        list.toString(),
                        "LOST",
                        team + " has no file: " + folder.resolve(team + ENDING) + " is missing",
                        "restore it; a team that was retired leaves the list with its file. " + STEPS)));
    }

    private static void compare(Path before, Path folder, List<Finding> found) throws IOException {
        if (!Files.isDirectory(before)) {
            found.add(finding(
                    before.toString(), "NO_TENANTS", "there is no such folder", "name the directory that holds it"));
            return;
        }
        for (Path old : files(before)) {
            Optional<ContractFile> was = read(old);
            Path file = folder.resolve(old.getFileName().toString());
            if (was.isEmpty()) {
                continue;
            }
            if (!Files.exists(file)) {
                report(RemovalRules.lost(was.get(), file), found);
                continue;
            }
            Optional<ContractFile> is = read(file);
            if (is.isPresent()) {
                report(RemovalRules.removed(was.get(), is.get()), found);
            }
        }
    }

    private static void report(List<FileViolation> violations, List<Finding> found) {
        for (FileViolation violation : violations) {
            found.add(new Finding(
                    Severity.REJECTED,
                    violation.file().toString(),
                    0,
                    0,
                    violation.pointer(),
                    "NOT_RETIRED",
                    violation.message(),
                    "restore it. " + STEPS));
        }
    }

    /** Empty where the file cannot be read as a tenant file, which other checks say. */
    private static Optional<ContractFile> read(Path file) throws IOException {
        try {
            Node root = YamlFile.read(Files.readString(file));
            return root.kind() == Node.Kind.OBJECT ? Optional.of(new ContractFile(file, root)) : Optional.empty();
        } catch (InvalidFileException e) {
            return Optional.empty();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    private static String team(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    private static Finding finding(String file, String reason, String message, String remedy) {
        return new Finding(Severity.REJECTED, file, 0, 0, "", reason, message, remedy);
    }
}
