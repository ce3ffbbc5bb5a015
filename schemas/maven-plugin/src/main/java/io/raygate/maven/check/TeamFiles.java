// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.contract.gitops.ContractFile;
import io.raygate.contract.gitops.FileViolation;
import io.raygate.contract.gitops.RemovalRules;
import io.raygate.contract.read.InvalidFileException;
import io.raygate.contract.read.Node;
import io.raygate.contract.read.TextFile;
import io.raygate.contract.read.YamlFile;
import io.raygate.maven.check.Finding.Severity;
import io.raygate.maven.check.Selection.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The teams as a whole: each that {@code teams.yaml} names has its file, and none leaves that was not retired. Not thread-safe. */
final class TeamFiles {

    private static final String FOLDER = "tenants";
    private static final String ENDING = ".yaml";
    private static final String STEPS = "gitops/README.md, Remove a cluster or a team, has the steps";

    private final Bounds bounds;
    private final List<Finding> found = new ArrayList<>();

    private TeamFiles(Bounds bounds) {
        this.bounds = bounds;
    }

    /** What is wrong with the folders {@code tenants} among the selection's directories, or in them. */
    static List<Finding> check(Selection selection, Bounds bounds) throws IOException {
        TeamFiles check = new TeamFiles(bounds);
        List<Folder> folders = folders(selection);
        for (Folder folder : folders) {
            check.listed(folder.path());
        }
        if (selection.before().isPresent()) {
            check.compare(selection.before().get(), folders);
        }
        return check.found;
    }

    /** Those with the files of all teams. */
    static List<Folder> folders(Selection selection) throws IOException {
        return selection.folders(FOLDER);
    }

    /** Argo CD looks after the teams of the list alone, which stands beside the folder; a folder without one is no repository. */
    private void listed(Path folder) throws IOException {
        Path list = folder.resolveSibling(TeamList.FILE);
        Set<String> listed = TeamList.read(list, bounds, found).orElse(null);
        if (listed == null) {
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

    private void compare(Path before, List<Folder> folders) throws IOException {
        if (folders.isEmpty()) {
            found.add(finding(
                    before.toString(), "NO_TENANTS", "there is nothing to compare with it", "name the folder tenants"));
        }
        for (Folder folder : folders) {
            compare(before.resolve(folder.within()), folder.path());
        }
    }

    private void compare(Path before, Path folder) throws IOException {
        if (!Files.isDirectory(before)) {
            found.add(finding(
                    before.toString(), "NO_TENANTS", "there is no such folder", "name the directory that holds it"));
            return;
        }
        if (Files.isSameFile(before, folder)) {
            found.add(finding(
                    before.toString(),
                    "SAME_FOLDER",
                    "the folder is compared with itself, which proves nothing",
                    "check out the files as they were into another directory, with git worktree for instance"));
            return;
        }
        TeamList.lost(before.resolveSibling(TeamList.FILE), folder.resolveSibling(TeamList.FILE), found);
        for (Path old : files(before)) {
            compareFile(old, folder.resolve(old.getFileName().toString()));
        }
    }

    private void compareFile(Path old, Path file) throws IOException {
        Optional<ContractFile> was = read(old, bounds);
        if (!Files.exists(file)) {
            report(was.isPresent() ? RemovalRules.lost(was.get(), file) : RemovalRules.lostUnread(old, file), found);
            return;
        }
        Optional<ContractFile> is = read(file, bounds);
        if (was.isEmpty() || is.isEmpty()) {
            return;
        }
        try {
            report(RemovalRules.removed(was.get(), is.get()), found);
        } catch (InvalidFileException e) {
            found.add(finding(file.toString(), "NOT_COMPARED", e.getMessage(), "correct it here or in " + old));
        }
    }

    static void report(List<FileViolation> violations, List<Finding> found) {
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

    /** Empty where the file cannot be read, which other checks say. */
    static Optional<ContractFile> read(Path file, Bounds bounds) throws IOException {
        try {
            Node root = YamlFile.read(TextFile.read(file, bounds.maxFileBytes()));
            return root.kind() == Node.Kind.OBJECT ? Optional.of(new ContractFile(file, root)) : Optional.empty();
        } catch (InvalidFileException e) {
            return Optional.empty();
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
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
