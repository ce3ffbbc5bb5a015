// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code target/raygate-VERSION.zip}, unpacked where no Maven and no sources are. */
public final class UnpackedBundle {

    private UnpackedBundle() {}

    /** Unpacks it into a folder; gives the directory of its {@code ./raygate}. */
    public static Path in(Path folder) throws IOException {
        Path zip;
        try (var files = Files.list(ScriptRun.ROOT.resolve("target"))) {
            zip = files.filter(file -> file.getFileName().toString().matches("raygate-.*\\.zip"))
                    .findFirst()
                    .orElseThrow();
        }
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path path = folder.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? path : path.resolveSibling(""));
                if (!entry.isDirectory()) {
                    Files.copy(entries, path);
                }
            }
        }
        String name = zip.getFileName().toString();
        Path home = folder.resolve(name.substring(0, name.length() - ".zip".length()));
        // the zip says so, but not to Java
        assertThat(home.resolve("raygate").toFile().setExecutable(true)).isTrue();
        return home;
    }
}
