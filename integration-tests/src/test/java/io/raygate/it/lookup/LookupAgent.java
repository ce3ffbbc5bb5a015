// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.lookup;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The agent that records lookups in another JVM: {@code -javaagent:JAR=FILE} writes them into {@code FILE}. */
public final class LookupAgent {

    private LookupAgent() {}

    /** Called by the JVM before the program's {@code main}. */
    public static void premain(String file, Instrumentation instrumentation) {
        LookupLog.open(Path.of(file));
        instrumentation.addTransformer(new LookupSites());
    }

    /** Writes the agent's jar, which contains this package and nothing else. */
    public static Path jar(Path directory) throws IOException {
        Path jar = directory.resolve("lookup-agent.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", LookupAgent.class.getName());
        String folder = LookupAgent.class.getPackageName().replace('.', '/');
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            for (Path compiled : classes(Path.of("target/test-classes", folder))) {
                entries.putNextEntry(new JarEntry(folder + "/" + compiled.getFileName()));
                Files.copy(compiled, entries);
            }
        }
        return jar;
    }

    private static List<Path> classes(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
