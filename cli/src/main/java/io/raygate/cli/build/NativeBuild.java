// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.process.Signals;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds native executables. */
public record NativeBuild(Home home, Console console) {

    /** Of these modules. */
    public void run(List<String> modules) {
        List<String> arguments = new ArrayList<>(Build.QUICKLY);
        arguments.addAll(toolchain(System.getenv()));
        arguments.addAll(List.of("-pl", String.join(",", modules), "-am"));
        Path log = home.work().resolve("native/build.log");
        console.say("Building native executables (log: " + home.shown(log) + ")");
        try (Signals signals = Signals.hear()) {
            Maven maven = new Maven(home, console, signals);
            try (var _ = maven.alone()) {
                maven.run(log, arguments);
            }
        }
    }

    /**
     * Maven's arguments for the toolchain that is there.
     *
     * @throws Failure where there is none
     */
    static List<String> toolchain(Map<String, String> environment) {
        String graalVm = environment.getOrDefault("GRAALVM_HOME", "");
        if (!graalVm.isEmpty()) {
            Path nativeImage = Path.of(graalVm, "bin", "native-image");
            if (!Files.isExecutable(nativeImage)) {
                throw Failure.of("GRAALVM_HOME=" + graalVm + " has no bin/native-image: name a GraalVM or Mandrel 25");
            }
            return List.of("-Dnative");
        }
        boolean hasEngine = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> Stream.of("docker", "podman").map(engine -> Path.of(directory, engine)))
                .anyMatch(Files::isExecutable);
        if (!hasEngine) {
            throw Failure.of("there is nothing to build native executables with: set GRAALVM_HOME to a GraalVM or"
                    + " Mandrel 25, or install docker or podman");
        }
        return List.of("-Dnative", "-Dquarkus.native.container-build=true");
    }
}
