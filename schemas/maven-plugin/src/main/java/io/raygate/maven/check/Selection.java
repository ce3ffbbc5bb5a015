// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which files are read. A file that is named is read; of a directory, what an include pattern matches and no exclude
 * pattern. Patterns are globs relative to the directory; a leading {@code **}{@code /} matches the directory itself too.
 *
 * @param roots    files and directories
 * @param includes globs
 * @param excludes globs
 * @param before   a directory with the folder {@code tenants} as it was: what is gone since must have been retired in it
 */
public record Selection(List<Path> roots, List<String> includes, List<String> excludes, Optional<Path> before) {

    /** Every kind of file that can be validated. */
    public static final List<String> ALL =
            List.of("**/*.json", "**/*.jsonl", "**/*.ndjson", "**/*.bin", "**/*.yaml", "**/*.yml");

    private static final String ANYWHERE = "**/";

    /** Compared with nothing. */
    public Selection(List<Path> roots, List<String> includes, List<String> excludes) {
        this(roots, includes, excludes, Optional.empty());
    }

    /** Copies. */
    public Selection {
        roots = List.copyOf(roots);
        includes = includes.isEmpty() ? ALL : List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** The files, sorted within each root. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : roots) {
            if (!Files.exists(root)) {
                throw new NoSuchFileException(root.toString());
            }
            files.addAll(Files.isDirectory(root) ? within(root) : List.of(root));
        }
        return files;
    }

    /** The folders of that name, in their order: among the roots, and in or below the others. */
    List<Folder> folders(String name) throws IOException {
        List<Folder> folders = new ArrayList<>();
        for (Path root : roots) {
            if (root.toAbsolutePath().normalize().endsWith(name)) {
                folders.add(new Folder(root, Path.of(name)));
            } else if (Files.isDirectory(root)) {
                folders.addAll(below(root, name));
            }
        }
        return folders.stream()
                .filter(folder -> Files.isDirectory(folder.path()))
                .toList();
    }

    /** Links are not followed. */
    private List<Folder> below(Path root, String name) throws IOException {
        Path real = root.toRealPath();
        try (Stream<Path> paths = Files.walk(real)) {
            return paths.filter(path -> path.endsWith(name) && !path.equals(real))
                    .map(path -> Path.of(real.relativize(path).toString()))
                    .filter(path -> !matches(excludes, path.resolve("any.yaml")))
                    .sorted()
                    .map(path -> new Folder(root.resolve(path), path))
                    .toList();
        } catch (UncheckedIOException e) { // of a directory that may not be read
            throw e.getCause();
        }
    }

    /**
     * A folder of the selection.
     *
     * @param path how it is named
     * @param within where it lies in the configuration's directory
     */
    record Folder(Path path, Path within) {}

    /** Whether {@code file} was named, not found. */
    boolean names(Path file) {
        return roots.contains(file);
    }

    /** A root may be a link, as what is named is meant; links below it are not followed, as Git does not follow them. */
    private List<Path> within(Path root) throws IOException {
        Path real = root.toRealPath();
        try (Stream<Path> paths = Files.walk(real)) {
            return paths.filter(Files::isRegularFile)
                    .map(file -> root.resolve(real.relativize(file).toString()))
                    .filter(file -> matches(includes, root.relativize(file)))
                    .filter(file -> !matches(excludes, root.relativize(file)))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) { // of a directory that may not be read
            throw e.getCause();
        }
    }

    private static boolean matches(List<String> globs, Path file) {
        return globs.stream().anyMatch(glob -> matches(glob, file));
    }

    private static boolean matches(String glob, Path file) {
        boolean here = glob.startsWith(ANYWHERE) && matches(glob.substring(ANYWHERE.length()), file);
        return here || FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(file);
    }
}
