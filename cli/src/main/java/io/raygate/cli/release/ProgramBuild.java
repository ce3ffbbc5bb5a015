// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.Console;
import io.raygate.cli.Home;
import io.raygate.cli.build.Maven;
import io.raygate.cli.image.BillOfMaterials;
import io.raygate.cli.process.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Builds what Maven builds, in the copy of the sources: the bundle, the jars that others depend on, bills of materials.
 *
 * @param log takes Maven's output
 */
record ProgramBuild(Console console, Signals signals, Path log) {

    /** Modules with a bill of materials. */
    private static final List<String> BILLS = List.of(
            "cli",
            "demo-shop",
            "edge-forwarder",
            "gateway-lambda",
            "local-stack",
            "raygate-junit",
            "schemas/maven-plugin");

    private static final String PLUGIN = "raygate-maven-plugin";
    private static final String JUNIT = "raygate-junit";

    /** What a CI has checked of the commit is not checked again. */
    private static final List<String> ARGUMENTS =
            List.of("package", "-DskipTests", "-Dspotless.check.skip=true", "-pl", "bundle," + JUNIT, "-am");

    /**
     * Builds, and takes the results in.
     *
     * @param root of the copy
     * @param time of all files
     */
    void run(Path root, Release release, Instant time) throws IOException {
        Maven maven = new Maven(Home.at(root), console, signals);
        try (var _ = maven.alone()) {
            maven.run(log, ARGUMENTS);
        }
        String version = release.version();
        Path plugin = root.resolve("schemas/maven-plugin/target");
        release.add(root.resolve("target/raygate-" + version + ".zip"), "raygate-" + version + ".zip");
        release.add(plugin.resolve(PLUGIN + "-" + version + ".jar"), "raygate-check-" + version + ".jar");
        for (String module : BILLS) {
            Path bill = root.resolve(module).resolve("target/bom.json");
            BillOfMaterials.require(bill, module + "/target/bom.json");
            release.add(bill, module.replaceFirst("^.*/", "") + "-" + version + ".cdx.json");
        }
        MavenRepository repository = MavenRepository.in(root.resolve("target/release-checksums"), version);
        repository.add(PLUGIN, plugin);
        repository.add(JUNIT, root.resolve(JUNIT).resolve("target"));
        release.pack(repository.files(), "raygate-maven-" + version + ".tgz", time);
    }
}
