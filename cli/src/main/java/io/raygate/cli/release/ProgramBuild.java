// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Raygate;
import io.raygate.cli.build.Maven;
import io.raygate.cli.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds what Maven builds, in the copy of the sources: libraries, the plugin, the bundle, bills of materials. */
record ProgramBuild(Raygate raygate) {

    /** Modules with a bill of materials. */
    private static final List<String> BILLS =
            List.of("edge-forwarder", "gateway-lambda", "local-stack", "schemas/maven-plugin", "cli");

    /** What others depend on, with the poms above it. */
    private static final String LIBRARIES = ".,schemas,schemas/block-codec,schemas/contract,schemas/segment-schema,"
            + "schemas/otlp,schemas/maven-plugin";

    void run(SourceTree tree, Release release) throws IOException {
        Home home = Home.at(tree.root());
        Path log = raygate.home().work().resolve("release-build.log");
        raygate.console()
                .say("Building " + release.version() + " (log: "
                        + raygate.home().shown(log) + ")");
        try (Signals signals = Signals.hear()) {
            Maven maven = new Maven(home, raygate.console(), signals);
            try (var _ = maven.alone()) {
                maven.run(log, List.of("package", "-DskipTests", "-pl", "bundle,schemas/maven-plugin", "-am"));
                maven.run(
                        log,
                        List.of(
                                "deploy",
                                "-DskipTests",
                                "-DskipITs",
                                "-pl",
                                LIBRARIES,
                                "-DaltDeploymentRepository=staged::"
                                        + release.directory().resolve("maven").toUri()));
            }
        }
        collect(tree.root(), release);
    }

    private static void collect(Path root, Release release) throws IOException {
        String version = release.version();
        add(release, root.resolve("target/raygate-" + version + ".zip"), "raygate-" + version + ".zip");
        add(
                release,
                root.resolve("schemas/maven-plugin/target/raygate-maven-plugin-" + version + ".jar"),
                "raygate-check-" + version + ".jar");
        for (String module : BILLS) {
            String name = module.substring(module.lastIndexOf('/') + 1);
            add(release, root.resolve(module).resolve("target/bom.json"), "sbom/" + name + ".cdx.json");
        }
    }

    private static void add(Release release, Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            throw Failure.of(file + " was not built; bills of materials need the network");
        }
        release.add(file, name);
    }
}
