// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import io.raygate.cli.build.SourceTree;
import io.raygate.cli.image.Archive;
import io.raygate.cli.xray.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The directory of one release, and what is in it. It is written beside its place under another name and moved there when it
 * is whole, so that nothing looks like a release that is none. Not thread-safe.
 *
 * @param part where it is written
 * @param directory its place
 * @param version of everything in it
 * @param digests of what goes into a registry, by its name there
 */
record Release(Path part, Path directory, String version, SortedMap<String, String> digests) implements AutoCloseable {

    /** Lists the digests. */
    static final String LIST = "release.json";

    /** Lists the checksums of all files. */
    static final String CHECKSUMS = "SHA256SUMS";

    /** Refuses a place where something else is. */
    static void requirePlace(Path directory) throws IOException {
        if (Files.exists(directory) && !Files.exists(directory.resolve(LIST)) && !isEmpty(directory)) {
            throw Failure.misused("--output: " + directory + " is no release and is not overwritten; name another");
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    /** Begins one. */
    static Release begin(Path directory, String version) throws IOException {
        requirePlace(directory);
        Path part = directory.resolveSibling("." + directory.getFileName() + ".part");
        SourceTree.delete(part);
        Files.createDirectories(part);
        return new Release(part, directory, version, new TreeMap<>());
    }

    /** Where the layout of an artefact lies in a release. */
    static Path layout(Path release, String artefact) {
        return release.resolve("oci").resolve(artefact);
    }

    /** Takes a file in under another name. */
    void add(Path file, String name) throws IOException {
        Files.copy(Built.require(file), part.resolve(name));
    }

    /** Packs files into an archive of this name. */
    void pack(SortedMap<String, Path> files, String name, Instant time) throws IOException {
        Archive.write(files, part.resolve(name), time);
    }

    /** Writes the list of digests, then the checksums of all that is there. */
    Path list(String revision) throws IOException {
        ObjectNode list = Json.object().put("version", version).put("revision", revision);
        ObjectNode artefacts = list.putObject("artefacts");
        digests.forEach(artefacts::put);
        Files.writeString(part.resolve(LIST), list.toPrettyString() + "\n");
        StringBuilder sums = new StringBuilder();
        for (Path file : files()) {
            sums.append(Checksum.SHA_256.of(file))
                    .append("  ")
                    .append(part.relativize(file))
                    .append('\n');
        }
        return Files.writeString(part.resolve(CHECKSUMS), sums);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Moves it to its place, from which that of before goes. */
    void finish() throws IOException {
        SourceTree.delete(directory);
        Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Leaves nothing of a release that is not finished. */
    @Override
    public void close() throws IOException {
        SourceTree.delete(part);
    }
}
