// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.gitops;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file and the text that it shall have. It is put in place at once: whoever reads it, and whatever stops this process, sees the
 * old text or the new one.
 *
 * @param was its content when the text was made of it; empty where there was no file
 */
record Edit(Path file, Optional<byte[]> was, String text) {

    /** Of a file that is not there yet. */
    static Edit ofNew(Path file, String text) {
        return new Edit(file, Optional.empty(), text);
    }

    private static Optional<byte[]> content(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /**
     * Puts the text in place.
     *
     * @throws Failure where somebody else has changed the file
     */
    void place() throws IOException {
        if (!Arrays.equals(content(file).orElse(null), was.orElse(null))) {
            throw Failure.of(file + " has changed meanwhile, and stays as it is: run this again");
        }
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts back what was there. */
    void undo() throws IOException {
        if (was.isPresent()) {
            write(was.get());
        } else {
            Files.deleteIfExists(file);
        }
    }

    private void write(byte[] content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Files.createDirectories(target.resolveSibling(""));
        Path beside = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            Files.write(beside, content);
            if (Files.exists(target)) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(target));
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** The changed lines, as a reviewer will see them: what both texts have in common is left out. */
    void show(Console console) {
        String before =
                was.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
        console.say((was.isEmpty() ? "new " : "changed ") + file);
        difference(before.lines().toList(), text.lines().toList()).forEach(console::say);
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
