// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Home;
import io.raygate.cli.Home.Artefact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is missing, or older than its sources. Maven leaves an artefact alone that would not change: so our last build of
 * a module counts too, from the moment at which it began.
 */
final class Staleness {

    private final Home home;
    private final Modules modules;

    Staleness(Home home) {
        this.home = home;
        this.modules = Modules.read(home.root());
    }

    /** The modules to build, each once. */
    List<String> staleModules(Collection<Artefact> artefacts) {
        return artefacts.stream()
                .filter(this::isStale)
                .map(Artefact::module)
                .distinct()
                .toList();
    }

    /** Notes that the modules were built from what the sources were at {@code begin}. */
    void built(Collection<String> names, FileTime begin) {
        try {
            for (String name : names) {
                Path stamp = stamp(name);
                Files.createDirectories(stamp.resolveSibling(""));
                Files.write(stamp, new byte[0]);
                Files.setLastModifiedTime(stamp, begin);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isStale(Artefact artefact) {
        Path file = home.artefact(artefact);
        return !Files.exists(file) || newestSource(artefact.module()).compareTo(builtAt(artefact.module(), file)) > 0;
    }

    private FileTime builtAt(String module, Path file) {
        FileTime artefact = modified(file).orElseThrow();
        return modified(stamp(module))
                .filter(stamp -> stamp.compareTo(artefact) > 0)
                .orElse(artefact);
    }

    private Path stamp(String module) {
        return home.work().resolve("built").resolve(module);
    }

    /** Directories count too: their time tells when a file was removed. */
    private FileTime newestSource(String module) {
        return modules.sources(module).stream()
                .map(Staleness::newest)
                .max(FileTime::compareTo)
                .orElseThrow();
    }

    private static FileTime newest(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.flatMap(path -> modified(path).stream())
                    .max(FileTime::compareTo)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<FileTime> modified(Path path) {
        try {
            return Optional.of(Files.getLastModifiedTime(path));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
