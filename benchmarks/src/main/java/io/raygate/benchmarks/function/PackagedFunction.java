// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.function;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The gateway function as it is released.
 *
 * @param task the unpacked zip, or the image's directory with the program
 * @param clientJars directory with AWS's runtime interface client, which Lambda's managed runtime supplies
 */
public record PackagedFunction(Path task, Path clientJars) {

    private static final Path ZIP = Path.of("gateway-lambda/target/function.zip");
    private static final Path CLIENT = Path.of("local-stack/target/runtime-interface-client");

    /**
     * Unpacks it where it is a zip.
     *
     * @param function the zip, or the directory {@code opt/raygate} of the image
     * @param directory where a zip is unpacked, and where the log goes
     */
    static PackagedFunction of(Path function, Path clientJars, Path directory) throws IOException {
        Path task = function.toAbsolutePath();
        return new PackagedFunction(
                Files.isDirectory(task) ? task : unpack(task, directory.resolve("task")), clientJars.toAbsolutePath());
    }

    /** The zip of this build. */
    public static PackagedFunction ofBuild(Path directory) throws IOException {
        return of(ZIP, CLIENT, directory);
    }

    boolean isImage() {
        return Files.isExecutable(program());
    }

    Path program() {
        return task.resolve("bin/gateway");
    }

    private static Path unpack(Path zip, Path task) throws IOException {
        Files.createDirectories(task);
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = task.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !target.startsWith(task)) {
                    continue;
                }
                Files.createDirectories(target.resolveSibling(""));
                Files.copy(entries, target);
            }
        }
        return task;
    }
}
