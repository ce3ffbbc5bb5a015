// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Artefacts in the layout that Maven reads, each with the checksum that Maven compares. It has no list of versions, which is
 * the host's to keep; whoever names a version needs none.
 *
 * @param directory an empty one
 * @param files by their path in the repository
 */
record MavenRepository(Path directory, String version, SortedMap<String, Path> files) {

    private static final String GROUP = "io/raygate/";

    static MavenRepository in(Path directory, String version) {
        return new MavenRepository(directory, version, new TreeMap<>());
    }

    /**
     * Takes one in.
     *
     * @param target where its module was built: the jar, and the pom that says what the jar needs
     */
    void add(String artefact, Path target) throws IOException {
        String name = artefact + "-" + version;
        add(artefact, name + ".jar", target.resolve(name + ".jar"));
        add(artefact, name + ".pom", target.resolve(".flattened-pom.xml"));
    }

    private void add(String artefact, String name, Path file) throws IOException {
        Path sum = Files.writeString(
                Files.createDirectories(directory).resolve(name + ".sha1"), Checksum.SHA_1.of(Built.require(file)));
        String path = GROUP + artefact + "/" + version + "/" + name;
        files.put(path, file);
        files.put(path + ".sha1", sum);
    }
}
