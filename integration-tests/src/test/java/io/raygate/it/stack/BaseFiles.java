// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The least that an image of Java can stand on: this machine's C library and what else the JDK is linked to, without a shell or
 * any other program. It takes the place of a distroless base, which only a registry has.
 */
public final class BaseFiles {

    private static final List<String> LINKED =
            List.of("bin/java", "lib/server/libjvm.so", "lib/libnet.so", "lib/libzip.so");

    /** What a library made in C++ may ask for beside those. */
    private static final List<String> OTHERS = List.of("libgcc_s.so.1", "libz.so.1", "libstdc++.so.6");

    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    private BaseFiles() {}

    /** Copies them. */
    public static Path copy(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("etc"));
        Files.createDirectories(directory.resolve("usr"));
        Files.writeString(directory.resolve("etc/passwd"), "root:x:0:0:root:/:/sbin/nologin\n");
        for (Path library : libraries()) {
            // /lib and /lib64 lead to /usr, whether they do here or not
            String path = library.toString();
            Path target = directory.resolve(path.startsWith("/usr/") ? path.substring(1) : "usr" + path);
            Files.createDirectories(target.resolveSibling(""));
            Files.copy(library.toRealPath(), target);
        }
        for (String link : List.of("lib", "lib64")) {
            Files.createSymbolicLink(directory.resolve(link), Path.of("usr", link));
        }
        return directory;
    }

    private static Set<Path> libraries() throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        Set<Path> linked = new TreeSet<>();
        for (String file : LINKED) {
            linked.addAll(linkedTo(home.resolve(file)));
        }
        Set<Path> directories = linked.stream().map(Path::getParent).collect(Collectors.toSet());
        for (Path beside : directories) {
            OTHERS.stream().map(beside::resolve).filter(Files::exists).forEach(linked::add);
        }
        return linked;
    }

    /** Those of the system; the JDK's own come with it. */
    private static List<Path> linkedTo(Path file) throws IOException {
        Process ldd = new ProcessBuilder("ldd", file.toString()).start();
        try (BufferedReader lines = ldd.inputReader()) {
            return LIBRARY.matcher(lines.readAllAsString())
                    .results()
                    .map((MatchResult found) -> Path.of(found.group(1)))
                    .filter(path -> path.startsWith("/lib") || path.startsWith("/lib64") || path.startsWith("/usr/lib"))
                    .filter(path -> !path.startsWith(System.getProperty("java.home")))
                    .toList();
        }
    }
}
