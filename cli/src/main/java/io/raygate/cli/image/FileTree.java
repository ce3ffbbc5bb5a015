// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of one layer, by path without a leading slash. Owners and modes are what this class says, whoever runs it and
 * whatever their umask: root owns everything that {@link #directory} does not give away, and nothing is writable by others
 * or runs with another's rights. Not thread-safe.
 */
final class FileTree {

    /** The user and group of both programs. */
    static final int PROGRAM_ID = 10001;

    private static final int EXECUTABLE = 0755;
    private static final int READABLE = 0644;

    private final SortedMap<String, Node> nodes = new TreeMap<>();

    /** What stands at a path. */
    sealed interface Node {}

    /** With its permission bits and the number of the user and group that own it. */
    record Directory(int mode, int owner) implements Node {}

    record Content(Path source, int mode) implements Node {}

    record Text(String text) implements Node {}

    record Link(String target) implements Node {}

    /** Adds a directory, and gives it to {@code owner}. */
    FileTree directory(String path, int mode, int owner) {
        parents(path);
        nodes.put(path, new Directory(mode, owner));
        return this;
    }

    FileTree file(String path, Path source) {
        boolean executable = Files.isExecutable(source);
        return add(path, new Content(source, executable ? EXECUTABLE : READABLE));
    }

    FileTree executable(String path, Path source) {
        return add(path, new Content(source, EXECUTABLE));
    }

    FileTree text(String path, String text) {
        return add(path, new Text(text));
    }

    FileTree link(String path, String target) {
        return add(path, new Link(target));
    }

    /**
     * Adds what is below {@code source}; links stay links.
     *
     * @param at where it goes; empty is the root
     * @param wanted is asked for each path relative to {@code source}
     */
    FileTree tree(String at, Path source, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> walk = Files.walk(source)) {
            for (Path file : walk.filter(file -> !file.equals(source)).toList()) {
                Path relative = source.relativize(file);
                if (wanted.test(relative)) {
                    String path = at.isEmpty() ? relative.toString() : at + "/" + relative;
                    copy(path, file);
                }
            }
        }
        return this;
    }

    private void copy(String path, Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            link(path, Files.readSymbolicLink(file).toString());
        } else if (Files.isDirectory(file)) {
            directory(path, EXECUTABLE, 0);
        } else {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            boolean executable = permissions.contains(PosixFilePermission.OWNER_EXECUTE);
            add(path, new Content(file, executable ? EXECUTABLE : READABLE));
        }
    }

    private FileTree add(String path, Node node) {
        parents(path);
        nodes.put(path, node);
        return this;
    }

    private void parents(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            nodes.putIfAbsent(path.substring(0, slash), new Directory(EXECUTABLE, 0));
        }
    }

    /** In the order in which the layer holds them: a directory before what is in it. */
    List<Map.Entry<String, Node>> entries() {
        return List.copyOf(nodes.entrySet());
    }
}
