// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import io.raygate.cli.xray.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The directory of one release, and what is in it. Not thread-safe.
 *
 * @param version of everything in it
 * @param digests of what goes into a registry, by its name there
 */
record Release(Path directory, String version, SortedMap<String, String> digests) {

    /** Lists the digests. */
    static final String LIST = "release.json";

    /** Lists the checksums of all files. */
    static final String CHECKSUMS = "SHA256SUMS";

    static Release create(Path directory, String version) throws IOException {
        if (Files.exists(directory) && !Files.exists(directory.resolve(LIST)) && !isEmpty(directory)) {
            throw Failure.misused("--output: " + directory + " is no release and is not overwritten; name another");
        }
        SourceTree.delete(directory);
        Files.createDirectories(directory);
        return new Release(directory, version, new TreeMap<>());
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    Path layouts() {
        return directory.resolve("oci");
    }

    Path charts() {
        return directory.resolve("charts");
    }

    /** Takes a file in under another name. */
    void add(Path file, String name) throws IOException {
        Path target = directory.resolve(name);
        Files.createDirectories(target.resolveSibling(""));
        Files.copy(file, target);
    }

    /** Writes the list of digests, then the checksums of all that is there. */
    Path finish(String revision) throws IOException {
        ObjectNode list = Json.object().put("version", version).put("revision", revision);
        ObjectNode artefacts = list.putObject("artefacts");
        digests.forEach(artefacts::put);
        Files.writeString(directory.resolve(LIST), list.toPrettyString() + "\n");
        StringBuilder sums = new StringBuilder();
        for (Path file : files()) {
            sums.append(sha256(file))
                    .append("  ")
                    .append(directory.relativize(file))
                    .append('\n');
        }
        return Files.writeString(directory.resolve(CHECKSUMS), sums);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
