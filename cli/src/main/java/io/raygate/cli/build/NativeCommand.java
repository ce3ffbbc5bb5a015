// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Raygate;
import io.raygate.cli.process.Signals;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code native}: the forwarder and the function as native executables. */
@Command(
        name = "native",
        description = {
            "Build native executables of the forwarder and the gateway.",
            "",
            "GRAALVM_HOME names a GraalVM or Mandrel 25; without it, a container engine (docker or",
            "podman) runs one. A build takes several minutes and 8 GB of memory.",
            ""
        },
        footer = {
            "",
            "  edge     edge-forwarder/target/edge-forwarder-VERSION-runner",
            "  gateway  gateway-lambda/target/gateway-lambda-VERSION-runner, and function.zip beside it",
            "           with the executable as its bootstrap",
            "",
            "Both have a serial collector, a bounded heap, and code for any processor that runs EKS nodes",
            "or Lambda functions. RAYGATE_NATIVE=1 makes up and the integration tests run them."
        })
public final class NativeCommand implements Callable<Integer> {

    @ParentCommand
    private Raygate raygate;

    @Parameters(paramLabel = "PART", arity = "0..*", description = "edge, gateway or both (default).")
    private List<Part> parts = new ArrayList<>();

    /** What can be built natively. */
    enum Part {
        EDGE("edge-forwarder"),
        GATEWAY("gateway-lambda");

        private final String module;

        Part(String module) {
            this.module = module;
        }
    }

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public NativeCommand() {}

    @Override
    public Integer call() {
        Home home = raygate.home();
        home.requireSources("native");
        List<Part> wanted = parts.isEmpty() ? List.of(Part.values()) : parts;
        List<String> arguments = new ArrayList<>(Build.QUICKLY);
        arguments.addAll(toolchain(System.getenv()));
        arguments.addAll(List.of(
                "-pl", String.join(",", wanted.stream().map(part -> part.module).toList()), "-am"));
        Path log = home.work().resolve("native/build.log");
        raygate.console().say("Building native executables (log: " + home.shown(log) + ")");
        try (Signals signals = Signals.hear()) {
            Maven maven = new Maven(home, raygate.console(), signals);
            try (var _ = maven.alone()) {
                maven.run(log, arguments);
            }
        }
        return 0;
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
