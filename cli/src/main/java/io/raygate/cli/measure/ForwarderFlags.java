// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** With which JVM flags the forwarder is started where it is run for real, and measured. */
public final class ForwarderFlags {

    /** Stands for the directory of the forwarder. */
    private static final String DIRECTORY = "@app";

    /**
     * The serial collector and a small heap suit a node agent. The cache of linked classes is refused with
     * {@code --enable-native-access}, which is in the manifest therefore.
     */
    static final String TEXT = "-Xmx128m -Xmn16m -Xss512k -XX:+UseSerialGC -XX:TrimNativeHeapInterval=30000"
            + " -XX:AOTCache=" + DIRECTORY + "/app.aot";

    private ForwarderFlags() {}

    /** The flags of a forwarder in {@code directory}; a bundle has no cache, and the JVM complains where one is missing. */
    public static List<String> at(Path directory) {
        boolean hasCache = Files.exists(directory.resolve("app.aot"));
        return in(directory.toString()).stream()
                .filter(flag -> hasCache || !flag.contains("AOTCache"))
                .toList();
    }

    /** All of them, of a forwarder with its cache in {@code directory}. */
    public static List<String> in(String directory) {
        return Arrays.stream(TEXT.split(" "))
                .map(flag -> flag.replace(DIRECTORY, directory))
                .toList();
    }
}
