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

    private static final boolean IS_LINUX = System.getProperty("os.name").startsWith("Linux");

    /** What {@code jvm.options} beside the forwarder holds, and the cache of classes that fits them: ADR 022. */
    static final String TEXT = "-XX:+UseSerialGC -Xmx128m -Xmn16m -Xss512k -XX:TrimNativeHeapInterval=30000"
            + " --finalization=disabled -XX:-UsePerfData -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
            + " -Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider"
            + " -Djdk.includeInExceptions=hostInfoExclSocket"
            + " -XX:AOTCache=" + DIRECTORY + "/app.aot";

    private ForwarderFlags() {}

    /** The flags of a forwarder in {@code directory}; a bundle has no cache, and the JVM complains where one is missing. */
    public static List<String> at(Path directory) {
        boolean hasCache = Files.exists(directory.resolve("app.aot"));
        return in(directory.toString()).stream()
                .filter(flag -> hasCache || !flag.contains("AOTCache"))
                .filter(flag -> IS_LINUX || !flag.contains("EPoll"))
                .toList();
    }

    /** All of them, of a forwarder with its cache in {@code directory}. */
    public static List<String> in(String directory) {
        return Arrays.stream(TEXT.split(" "))
                .map(flag -> flag.replace(DIRECTORY, directory))
                .toList();
    }
}
