// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.up;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The classes of the command line. A build replaces its jar; a stack that runs meanwhile must be stopped all the same. */
final class OwnClasses {

    private static final String PREFIX = "io/raygate/cli/";
    private static final String SUFFIX = ".class";

    private OwnClasses() {}

    /** Loads all of them now, so that the jar is not needed any more. */
    static void load() {
        Path jar = Path.of(URI.create(OwnClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        if (!Files.isRegularFile(jar)) {
            return;
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX) && !name.endsWith("-info.class"))
                    .forEach(OwnClasses::load);
        } catch (IOException e) {
            throw Failure.of("cannot read " + jar + ": " + e.getMessage());
        }
    }

    private static void load(String entry) {
        String name = entry.substring(0, entry.length() - SUFFIX.length()).replace('/', '.');
        try {
            Class.forName(name, false, OwnClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
