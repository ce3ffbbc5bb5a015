// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Home;
import io.raygate.cli.Raygate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
        new NativeBuild(home, raygate.console())
                .run(wanted.stream().map(part -> part.module).toList());
        return 0;
    }
}
