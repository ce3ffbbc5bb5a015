// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.maven.check.Bounds;
import io.raygate.maven.check.Finding;
import io.raygate.maven.check.Selection;
import io.raygate.maven.check.Summary;
import io.raygate.maven.check.Validation;
import io.raygate.schema.ValidationMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of a configuration repository that change together: checked in a copy of it, shown, and only then put in place. Until
 * then nothing in the repository is touched, so that whatever stops this process leaves it as it was.
 *
 * @param root the repository's directory with {@code envs} and {@code tenants}
 * @param edits in the order in which they are put in place
 */
record Change(Path root, List<Edit> edits) {

    private static final List<String> CHECKED = List.of("envs", "tenants");
    private static final String TEAMS = "teams.yaml";

    Change {
        edits = List.copyOf(edits);
    }

    /**
     * Makes it.
     *
     * @param dryRun show it only
     * @throws Failure with every finding, where the files would not be valid
     */
    void apply(Console console, boolean dryRun) throws IOException {
        Path copy = Files.createTempDirectory("raygate-change");
        try {
            copyTo(copy);
            check(copy, console);
        } finally {
            clear(copy);
        }
        if (!dryRun) {
            place();
        }
    }

    private void copyTo(Path copy) throws IOException {
        for (String name : CHECKED) {
            if (Files.isDirectory(root.resolve(name))) {
                copy(root.resolve(name).toRealPath(), copy.resolve(name));
            }
        }
        if (Files.exists(root.resolve(TEAMS))) {
            Files.copy(root.resolve(TEAMS), copy.resolve(TEAMS));
        }
        for (Edit edit : edits) {
            Path file = copy.resolve(root.toAbsolutePath()
                    .normalize()
                    .relativize(edit.file().toAbsolutePath().normalize()));
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, edit.text());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isSymbolicLink(path) && Files.isDirectory(path)) {
                    Files.createSymbolicLink(target, path.toRealPath()); // which is refused, as it is in its place
                } else if (Files.isDirectory(path) || Files.isRegularFile(path)) {
                    Files.copy(path, target);
                }
            }
        }
    }

    private void check(Path copy, Console console) throws IOException {
        Summary summary = Validation.run(
                new Selection(
                        CHECKED.stream()
                                .map(copy::resolve)
                                .filter(Files::isDirectory)
                                .toList(),
                        List.of(),
                        List.of()),
                ValidationMode.REPAIR,
                new Bounds(Bounds.DEFAULT_FINDINGS, Bounds.DEFAULT_FILE_BYTES));
        edits.forEach(edit -> edit.show(console));
        if (summary.rejected() > 0) {
            summary.findings().stream()
                    .map(Finding::text)
                    .map(text -> text.replace(copy.toString(), root.toString()))
                    .forEach(console::complain);
            throw Failure.of("nothing is written: the files would be rejected for the reasons above");
        }
    }

    private void place() throws IOException {
        List<Edit> placed = new ArrayList<>();
        boolean done = false;
        try {
            for (Edit edit : edits) {
                edit.place();
                placed.add(edit);
            }
            done = true;
        } finally {
            if (!done) {
                for (Edit edit : placed.reversed()) {
                    edit.undo();
                }
            }
        }
    }

    private static void clear(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
