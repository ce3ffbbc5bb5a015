// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import io.raygate.cli.Home;
import io.raygate.cli.Home.Artefact;
import io.raygate.cli.image.JavaProgram.Launch;
import io.raygate.cli.measure.ForwarderFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is in the two images. The forwarder starts where the X-Ray daemon does ({@code /xray} and {@code /usr/bin/xray}) and
 * takes its flags, so that a manifest of the daemon needs another image and nothing else.
 *
 * @param work an empty directory
 * @param time of all files
 */
record Images(Home home, Path work, Instant time) {

    private static final String ROOT = "opt/raygate";
    private static final String FORWARDER = ROOT + "/bin/xray";
    private static final String GATEWAY = ROOT + "/bin/gateway";
    private static final String JAR = "quarkus-run.jar";
    private static final String CACHE = "app.aot";
    private static final String CACHE_LAYER = "cache of classes";
    private static final String GATEWAY_HANDLER =
            "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    /** Native if a native executable is there and {@code jvm} is not asked for. */
    ProgramImage edge(boolean jvm) throws IOException {
        SequencedMap<String, FileTree> layers = new LinkedHashMap<>();
        Optional<Path> executable = jvm ? Optional.empty() : home.executable(Artefact.FORWARDER);
        if (executable.isPresent()) {
            layers.put("native executable", new FileTree().executable(FORWARDER, executable.get()));
            addFixtures(layers.lastEntry().getValue());
        } else {
            JavaProgram program = javaEdge();
            addJava(layers, program);
            addFixtures(layers.lastEntry().getValue());
            layers.put(CACHE_LAYER, new FileTree().file(ROOT + "/lib/app/" + CACHE, cache(program)));
        }
        return new ProgramImage(
                "Raygate edge forwarder",
                List.of("/xray", "-t", "0.0.0.0:2000", "-b", "0.0.0.0:2000"),
                List.of(),
                List.of("RAYGATE_MANAGEMENT_HOST=0.0.0.0"),
                List.of("2000/tcp", "2000/udp", "4317/tcp", "4318/tcp", "8090/tcp"),
                layers);
    }

    private void addFixtures(FileTree layer) throws IOException {
        layer.link("xray", "/" + FORWARDER)
                .link("usr/bin/xray", "/" + FORWARDER)
                .directory("var/lib/raygate", 0755, FileTree.PROGRAM_ID);
        addPapers(layer, "edge-forwarder");
    }

    private JavaProgram javaEdge() throws IOException {
        Path application = Files.createDirectories(work.resolve("application"));
        // Its cache was made by another JVM.
        copy(home.artefact(Artefact.FORWARDER).resolveSibling(""), application, file -> !file.endsWith(CACHE));
        JavaProgram program = JavaProgram.make(
                Files.createDirectories(work.resolve("edge")),
                "xray",
                application,
                JAR,
                new Launch(ForwarderFlags.in("$APPDIR"), List.of("app.mainjar=$APPDIR/" + JAR), List.of()));
        program.touch(time);
        return program;
    }

    /** Written after the rehearsal of packaging, by the JVM and the jars of the image: the JVM compares their time and size. */
    private Path cache(JavaProgram program) throws IOException {
        Path start = home.root().resolve("edge-forwarder/src/main/start");
        List<String> rehearsal = List.of(
                start.resolve("Rehearsal.java").toString(),
                program.application().toString(),
                start.resolve("jvm.options").toString(),
                program.java().toString());
        JavaProgram.run(work.resolve("aot.log"), Home.java(), rehearsal);
        return program.application().resolve(CACHE);
    }

    /** The same; on a JVM AWS's runtime client runs it, as in the managed runtime. */
    ProgramImage gateway(boolean jvm) throws IOException {
        SequencedMap<String, FileTree> layers = new LinkedHashMap<>();
        Optional<Path> executable = jvm ? Optional.empty() : home.executable(Artefact.FUNCTION);
        List<String> entrypoint;
        if (executable.isPresent()) {
            layers.put("native executable", new FileTree().executable(GATEWAY, executable.get()));
            addPapers(layers.lastEntry().getValue(), "gateway-lambda");
            entrypoint = List.of("/" + GATEWAY);
        } else {
            JavaGateway gateway = new JavaGateway(home, work, time);
            JavaProgram program = gateway.make();
            addJava(layers, program);
            addPapers(layers.lastEntry().getValue(), "gateway-lambda");
            layers.put(CACHE_LAYER, new FileTree().file(ROOT + "/lib/app/" + CACHE, gateway.cache(program)));
            entrypoint = List.of("/" + GATEWAY, GATEWAY_HANDLER);
        }
        return new ProgramImage("Raygate gateway", entrypoint, List.of(), List.of(), List.of(), layers);
    }

    private static void addJava(SequencedMap<String, FileTree> layers, JavaProgram program) throws IOException {
        Path files = program.directory();
        // Nothing in the image starts another program.
        Predicate<Path> runtime =
                file -> !file.startsWith("bin") && !file.endsWith("jspawnhelper") && !file.endsWith("jexec");
        layers.put(
                "Java runtime",
                new FileTree()
                        .tree(ROOT + "/lib/runtime", files.resolve("lib/runtime"), runtime)
                        .file(ROOT + "/lib/libapplauncher.so", files.resolve("lib/libapplauncher.so"))
                        .executable(
                                ROOT + "/bin/" + program.name(),
                                files.resolve("bin").resolve(program.name())));
        Predicate<Path> libraries = file -> file.startsWith("lib") || file.startsWith("runtime");
        layers.put("libraries", new FileTree().tree(ROOT + "/lib/app", program.application(), libraries));
        layers.put(
                "program",
                new FileTree()
                        .tree(
                                ROOT + "/lib/app",
                                program.application(),
                                libraries.negate().and(file -> !file.endsWith(".jpackage.xml"))));
    }

    /** What it is made of, and under which terms. */
    private void addPapers(FileTree layer, String module) throws IOException {
        Path bill = home.root().resolve(module).resolve("target/bom.json");
        BillOfMaterials.require(bill, home.shown(bill));
        layer.file("usr/share/sbom/" + module + ".cdx.json", bill);
        for (String terms : List.of("LICENSE", "NOTICE")) {
            layer.file("usr/share/doc/raygate/" + terms, home.root().resolve(terms));
        }
    }

    private static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path file : walk.filter(Files::isRegularFile).filter(wanted).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.resolveSibling(""));
                Files.copy(file, target);
            }
        }
    }
}
