// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import io.raygate.maven.check.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where tenant and environment files lie. Argo CD reads {@code tenants/<team>.yaml} and {@code envs/<environment>.yaml}: to
 * it, a file of another name is a file that was removed.
 */
final class FilePlace {

    private static final String ENDING = ".yaml";

    /** What the files of a folder are. */
    private static final Map<String, FileKind> FOLDERS =
            Map.of("tenants", FileKind.TENANT, "envs", FileKind.ENVIRONMENT);

    private FilePlace() {}

    /** What is wrong with the place or the kind of a file; empty where nothing is. */
    static Optional<Finding> check(String file, FileKind kind) {
        Path path = Path.of(file);
        String name = path.getFileName().toString();
        FileKind expected = FOLDERS.get(folder(path));
        boolean ofArgoCd = FOLDERS.containsValue(kind);
        if (ofArgoCd && !name.endsWith(ENDING)) {
            return found(
                    file,
                    "FILE_NAME",
                    name + " does not end in " + ENDING
                            + ", and Argo CD reads no other files: to it, this one is missing",
                    "rename it to " + name.replaceFirst("\\.[^.]*$", "") + ENDING);
        }
        if (expected != null && kind != expected) {
            return found(
                    file,
                    "OTHER_KIND",
                    "the file is " + described(kind) + ", where every file must be " + described(expected),
                    "correct apiVersion and kind, or move it elsewhere");
        }
        if (ofArgoCd && expected == null && isBelowFolder(path)) {
            return found(
                    file,
                    "FILE_PLACE",
                    "the file lies in a folder below tenants or envs, where Argo CD does not look for it",
                    "move it to tenants or envs itself");
        }
        return Optional.empty();
    }

    /** What is wrong with the folders of tenants and environments in and below {@code root}: links, and tenants without any. */
    static List<Finding> folders(Path root) throws IOException {
        List<Finding> found = new ArrayList<>();
        Path real = root.toRealPath();
        try (Stream<Path> paths = Files.walk(real)) {
            for (Path path : paths.filter(Files::isDirectory).sorted().toList()) {
                Path folder = root.resolve(real.relativize(path).toString());
                if (FOLDERS.containsKey(nameOf(folder))) {
                    folder(folder, !path.equals(real) && Files.isSymbolicLink(path))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Optional<Finding> folder(Path folder, boolean isLink) throws IOException {
        if (isLink) {
            return found(
                    folder.toString(),
                    "LINK",
                    "the folder is a symbolic link, and Argo CD finds no file behind one",
                    "put the files into the folder itself");
        }
        if (nameOf(folder).equals("tenants") && !holdsTenants(folder)) {
            return found(
                    folder.toString(),
                    "NO_TENANTS",
                    "the folder holds no tenant file, as if all teams were removed",
                    "restore the files, or retire the teams first; to check environments alone, name their folder");
        }
        return Optional.empty();
    }

    private static String nameOf(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    private static boolean holdsTenants(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(ENDING));
        }
    }

    private static String folder(Path file) {
        return nameOf(file.resolveSibling(""));
    }

    private static boolean isBelowFolder(Path file) {
        for (Path name : file.toAbsolutePath().normalize()) {
            if (FOLDERS.containsKey(name.toString())) {
                return true;
            }
        }
        return false;
    }

    private static String described(FileKind kind) {
        return switch (kind) {
            case TENANT -> "a tenant file";
            case ENVIRONMENT -> "an environment file";
            case SAMPLING_RULES -> "a file of sampling rules";
            case DOCUMENT, DOCUMENT_LINES, DATAGRAM, UNKNOWN -> "no file of Raygate's configuration";
        };
    }

    private static Optional<Finding> found(String file, String reason, String message, String remedy) {
        return Optional.of(new Finding(Severity.REJECTED, file, 0, 0, "", reason, message, remedy));
    }
}
