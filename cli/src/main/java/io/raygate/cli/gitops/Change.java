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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of a configuration repository that is about to change: shown, written, checked with all the others, and put back
 * where they would be rejected.
 *
 * @param before the file's text; null where it is new
 */
record Change(Path file, @Nullable String before, String after) {

    /**
     * Writes it.
     *
     * @param root the repository's directory with {@code envs} and {@code tenants}
     * @param dryRun show it only
     * @throws Failure with every finding, where the files would not be valid
     */
    void apply(Path root, Console console, boolean dryRun) throws IOException {
        KeptFile kept = KeptFile.of(file);
        boolean stays = false;
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, after);
            Summary summary = Validation.run(
                    new Selection(
                            Stream.of(root.resolve("envs"), root.resolve("tenants"))
                                    .filter(Files::isDirectory)
                                    .toList(),
                            List.of(),
                            List.of()),
                    ValidationMode.REPAIR,
                    new Bounds(Bounds.DEFAULT_FINDINGS, Bounds.DEFAULT_FILE_BYTES));
            show(console);
            if (summary.rejected() > 0) {
                summary.findings().stream().map(Finding::text).forEach(console::complain);
                throw Failure.of("nothing is written: the files would be rejected for the reasons above");
            }
            stays = !dryRun;
        } finally {
            if (!stays) {
                kept.restore();
            }
        }
    }

    /** The changed lines, as a reviewer will see them: what both texts have at the ends is left out. */
    private void show(Console console) {
        List<String> old =
                Optional.ofNullable(before).map(text -> text.lines().toList()).orElse(List.of());
        console.say((before == null ? "new " : "changed ") + file);
        difference(old, after.lines().toList()).forEach(console::say);
    }

    /** The longest common subsequence decides what stays; files here have a few hundred lines. */
    static List<String> difference(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                i++;
                j++;
            } else if (j < now.size() && (i == old.size() || common[i][j + 1] > common[i + 1][j])) {
                lines.add("+ " + now.get(j++));
            } else {
                lines.add("- " + old.get(i++));
            }
        }
        return lines;
    }
}
