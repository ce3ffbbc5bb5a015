// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A Java 17 of this machine, which teams may build with. */
final class Java17 {

    private Java17() {}

    /** In {@code RAYGATE_JAVA17_HOME}, else in {@code /usr/lib/jvm}. */
    static Optional<Path> home() throws IOException {
        String named = System.getenv("RAYGATE_JAVA17_HOME");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Path installed = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(installed)) {
            return homes.filter(Java17::isOne).findFirst();
        }
    }

    private static boolean isOne(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"17.");
        } catch (IOException _) {
            return false;
        }
    }
}
