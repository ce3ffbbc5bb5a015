// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.lambda.testfunction.ScriptedFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Deployment packages for tests. */
final class FunctionZip {

    static final String HANDLER = ScriptedFunction.class.getName() + "::handleRequest";

    private FunctionZip() {}

    /** {@link ScriptedFunction} as compiled, at the root of the package. */
    static Path scripted(Path directory) throws IOException {
        return write(directory, functionClass(), functionClassBytes());
    }

    /** One entry. */
    static Path write(Path directory, String entry, byte[] content) throws IOException {
        Path zip = directory.resolve("function.zip");
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(zip))) {
            add(entries, entry, content);
        }
        return zip;
    }

    /** With a {@code bootstrap} that starts the same function by itself. */
    static Path withBootstrap(Path directory, String script) throws IOException {
        Path zip = directory.resolve("function.zip");
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(zip))) {
            add(entries, "bootstrap", script.getBytes(StandardCharsets.UTF_8));
            add(entries, functionClass(), functionClassBytes());
        }
        return zip;
    }

    private static void add(ZipOutputStream entries, String name, byte[] content) throws IOException {
        entries.putNextEntry(new ZipEntry(name));
        entries.write(content);
        entries.closeEntry();
    }

    private static String functionClass() {
        return ScriptedFunction.class.getName().replace('.', '/') + ".class";
    }

    private static byte[] functionClassBytes() throws IOException {
        try (InputStream in = ScriptedFunction.class.getClassLoader().getResourceAsStream(functionClass())) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
