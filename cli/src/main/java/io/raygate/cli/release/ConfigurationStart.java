// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What whoever adopts Raygate begins with: the template of a configuration repository, at the version of the release, and the
 * roles that accounts need.
 *
 * @param root of the sources
 */
record ConfigurationStart(Path root) {

    void pack(Release release, Instant time) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        add(files, "config-repo", root.resolve("templates/config-repo"));
        add(files, "accounts", root.resolve("gitops/accounts"));
        release.pack(files, "raygate-gitops-" + release.version() + ".tgz", time);
    }

    private static void add(SortedMap<String, Path> files, String name, Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            walk.filter(Files::isRegularFile).forEach(file -> files.put(name + "/" + directory.relativize(file), file));
        }
    }
}
