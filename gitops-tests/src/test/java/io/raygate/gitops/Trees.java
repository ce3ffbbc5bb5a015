// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Copies of a tree, to change. */
final class Trees {

    private Trees() {}

    /** Everywhere in a file, if anywhere. */
    static void replace(Path file, String right, String wrong) throws IOException {
        Files.writeString(file, Files.readString(file).replace(right, wrong));
    }

    /** Once, where it stands first. It must stand there. */
    static void replaceFirst(Path file, String right, String wrong) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(right);
        int at = text.indexOf(right);
        Files.writeString(file, text.substring(0, at) + wrong + text.substring(at + right.length()));
    }

    /** With all that is in it. */
    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isSymbolicLink(file)) {
                    Files.copy(file, target, LinkOption.NOFOLLOW_LINKS);
                } else if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
