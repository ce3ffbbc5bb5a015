// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * AWS's runtime interface client for Java.
 *
 * @param jars          directory of its jars
 * @param nativeLibrary its library for this machine; where empty the client looks for one itself
 */
record RuntimeInterfaceClient(Path jars, Optional<Path> nativeLibrary) {

    private static final String MAIN_JAR = "aws-lambda-java-runtime-interface-client-*.jar";

    /**
     * Copies the native library into a private directory: left to itself each client process overwrites one file in
     * {@code /tmp}, which may be another process' library at that moment.
     */
    static RuntimeInterfaceClient prepare(Path jars, Path privateDirectory) throws IOException {
        Path jar = mainJar(jars);
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            Path library = content.getPath("jni", libraryName(System.getProperty("os.arch")));
            if (!Files.exists(library)) {
                return new RuntimeInterfaceClient(jars, Optional.empty());
            }
            Path copy = privateDirectory.resolve(library.getFileName().toString());
            Files.copy(library, copy);
            return new RuntimeInterfaceClient(jars, Optional.of(copy));
        }
    }

    private static Path mainJar(Path jars) throws IOException {
        if (Files.isDirectory(jars)) {
            try (Stream<Path> found = Files.list(jars)) {
                var matcher = FileSystems.getDefault().getPathMatcher("glob:" + MAIN_JAR);
                Optional<Path> jar = found.filter(path -> matcher.matches(path.getFileName()))
                        .findFirst();
                if (jar.isPresent()) {
                    return jar.get();
                }
            }
        }
        throw new IOException("raygate.local.function.runtime-interface-client=" + jars + " holds no " + MAIN_JAR);
    }

    private static String libraryName(String architecture) {
        String machine = architecture.equals("aarch64") ? "aarch_64" : "x86_64";
        boolean musl =
                Files.exists(Path.of("/lib/ld-musl-" + (machine.equals("x86_64") ? machine : "aarch64") + ".so.1"));
        return "libaws-lambda-jni.linux" + (musl ? "_musl" : "") + "-" + machine + ".so";
    }
}
