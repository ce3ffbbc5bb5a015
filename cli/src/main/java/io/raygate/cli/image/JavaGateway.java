// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Home.Artefact;
import io.raygate.cli.image.JavaProgram.Launch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The gateway on a JVM for the image, run by AWS's runtime client as in the managed runtime, with a cache of its classes and
 * of what a rehearsal taught the compilers.
 *
 * @param work an empty directory
 * @param time of all files
 */
record JavaGateway(Home home, Path work, Instant time) {

    private static final String NAME = "gateway";
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String JAR = "gateway.jar";
    private static final String CACHE = "app.aot";
    private static final String DIRECTORY = "$APPDIR/";

    /** Not on the class path: all of its jars are there by themselves. */
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /**
     * For Lambda: its limit of memory is the machine's. A consumer of a stream lives for hours, so all compiler tiers are on,
     * as they are where nothing is said; {@code JAVA_TOOL_OPTIONS} can say something else. The last is what the managed runtime
     * sets too: without it nobody calls the hooks of SnapStart.
     */
    private static final List<String> OPTIONS = List.of(
            "-XX:MaxRAMPercentage=70",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");

    /** Makes the program without its cache. */
    JavaProgram make() throws IOException {
        Path application = Files.createDirectories(work.resolve("function"));
        Path function = home.artefact(Artefact.FUNCTION);
        try (FileSystem zip = FileSystems.newFileSystem(function)) {
            if (Files.exists(zip.getPath("/bootstrap"))) {
                throw Failure.of(home.shown(function) + " holds the native executable, and --jvm asks for the Java one:"
                        + " run ./mvnw -pl gateway-lambda -am package -DskipTests");
            }
            copy(zip.getPath("/lib"), application.resolve("lib"));
            pack(zip.getPath("/"), application.resolve(JAR));
        }
        copy(home.artefact(Artefact.RUNTIME_CLIENT), application.resolve("runtime"));
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("-XX:AOTCache=" + DIRECTORY + CACHE);
        String classpath = jars(application).stream()
                .map(jar -> DIRECTORY + jar)
                .collect(Collectors.joining(":", "app.classpath=", ""));
        JavaProgram program = JavaProgram.make(
                Files.createDirectories(work.resolve("program")),
                NAME,
                application,
                JAR,
                new Launch(options, List.of(classpath, "app.mainclass=" + CLIENT), List.of()));
        program.touch(time);
        return program;
    }

    /** Its cache, written after a rehearsal by the JVM and the jars of the image: the JVM compares their times and sizes. */
    Path cache(JavaProgram program) throws IOException {
        Path application = program.application();
        String classpath = jars(application).stream()
                .map(jar -> application.resolve(jar).toString())
                .collect(Collectors.joining(":"));
        List<String> rehearsal = new ArrayList<>(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                application.resolve("lib") + "/*",
                home.root()
                        .resolve("gateway-lambda/src/main/start/Rehearsal.java")
                        .toString(),
                application.toString(),
                program.java().toString(),
                classpath));
        rehearsal.addAll(OPTIONS);
        JavaProgram.run(work.resolve("aot.log"), Home.java(), rehearsal);
        return application.resolve(CACHE);
    }

    /** Relative, in the order of the class path, which is the same wherever the files are: a cache is of one order. */
    private static List<String> jars(Path application) throws IOException {
        List<String> jars = new ArrayList<>(List.of(JAR));
        for (String directory : List.of("runtime", "lib")) {
            try (Stream<Path> files = Files.list(application.resolve(directory))) {
                files.map(file -> directory + "/" + file.getFileName())
                        .filter(file -> file.endsWith(".jar"))
                        .sorted()
                        .forEach(jars::add);
            }
        }
        return jars;
    }

    /** The classes that lie open in the zip as a jar, since a cache is of jars; byte for byte the same each time. */
    private void pack(Path from, Path jar) throws IOException {
        try (Stream<Path> walk = Files.walk(from);
                OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Path source : walk.filter(Files::isRegularFile).sorted().toList()) {
                String name = from.relativize(source).toString();
                if (name.startsWith("lib/") || name.equals(MANIFEST)) {
                    continue;
                }
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(time.atOffset(ZoneOffset.UTC).toLocalDateTime());
                out.putNextEntry(entry);
                Files.copy(source, out);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }
}
