// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.up;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.Home.Artefact;
import io.raygate.cli.Raygate;
import io.raygate.cli.build.Build;
import io.raygate.cli.build.Maven;
import io.raygate.cli.process.Signalled;
import io.raygate.cli.process.Signals;
import io.raygate.cli.stacks.PortOffset;
import io.raygate.cli.stacks.RunningStacks;
import io.raygate.cli.stacks.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code up}: runs a stack until a signal comes or a part of it ends. */
@Command(
        name = "up",
        description = {
            "Run everything on this machine.",
            "",
            "Builds what is missing or older than its sources, starts the local stack (the AWS APIs",
            "and the gateway function), the edge forwarder and a demo shop, each in its own process, and",
            "runs until Ctrl-C or SIGTERM, which stops all of them. A second Ctrl-C kills them.",
            ""
        },
        footer = {
            "",
            "Ports, on 127.0.0.1 only:",
            "  2000  UDP: segments; TCP: sampling rules (X-Ray daemon protocol)",
            "  4317  OpenTelemetry spans: OTLP over gRPC",
            "  4318  OpenTelemetry spans: OTLP over HTTP",
            "  8090  the forwarder's management port: /q/health/ready, /q/metrics",
            "  4566  AWS API: Kinesis, X-Ray, SQS, SSM, STS",
            "  8080  the local stack's web page",
            "",
            "Logs: .raygate/logs/N/, where N is the port offset"
        })
public final class UpCommand implements Callable<Integer> {

    @ParentCommand
    private Raygate raygate;

    @Mixin
    private PortOffset portOffset = new PortOffset();

    @Option(names = "--no-demo", description = "Leave out the demo shop and its tenant file.")
    private boolean noDemo;

    @Option(names = "--no-build", description = "Use what is already built.")
    private boolean noBuild;

    @Option(
            names = "--tenants",
            paramLabel = "DIR",
            description = "Apply the tenant files in DIR. The environment and the cluster are called local, the tenant"
                    + " demo. Namespaces of shared clusters are those in DIR/../envs/local.yaml. Default:"
                    + " demo-shop/tenants, or none with --no-demo.")
    private @Nullable Path tenants;

    @Option(names = "--no-tenants", description = "Apply no tenant files: documents are passed on as they come in.")
    private boolean noTenants;

    @Option(
            names = "--load",
            paramLabel = "FILE",
            description = "Start with the traces in FILE, which http://127.0.0.1:8080/api/snapshot gave.")
    private @Nullable Path load;

    @Option(
            names = "--stall-timeout",
            paramLabel = "SECONDS",
            defaultValue = "90",
            description =
                    "Give up on a part that shows no progress for this long while it starts: no log output, no new"
                            + " process, no CPU time (default 90).")
    private int stallSeconds;

    @Option(
            names = "--start-timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Give up on a part that is not ready after this long, whatever its progress (default 600).")
    private int startSeconds;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public UpCommand() {}

    @Override
    public Integer call() throws IOException {
        Optional<Path> directory = tenantDirectory();
        Supervisor.Bounds bounds = bounds();
        Optional<Path> snapshot = snapshot();
        StackPorts ports = portOffset.ports();
        Home home = raygate.home();
        try (var _ = new RunningStacks(home.stacks()).register(ports, "up");
                Signals signals = Signals.hear()) {
            emptyLogs(home.logs(ports.offset()));
            Map<String, String> environment = System.getenv();
            List<String> stackOptions = new ArrayList<>(Programs.stackOptions(environment));
            snapshot.ifPresent(file -> stackOptions.add("-Draygate.local.xray.load=" + file));
            Programs programs =
                    new Programs(home, ports, directory, stackOptions, Programs.isNative(home, environment));
            return run(programs, bounds, signals);
        }
    }

    private int run(Programs programs, Supervisor.Bounds bounds, Signals signals) {
        Console console = raygate.console();
        OwnClasses.load();
        Supervisor supervisor = new Supervisor(console, signals, bounds);
        try {
            build(programs, signals);
            console.say("Starting with JDK " + Home.javaHome());
            new Up(programs, supervisor, SealedEnvironment.of(System.getenv(), programs.ports()), !noDemo).start();
            console.say(Endpoints.text(programs.ports(), raygate.home().shown(programs.logs())));
            console.say("Raygate is ready");
            supervisor.watch();
            return 0;
        } catch (Failure failure) {
            console.complain(failure.sentence());
            return failure.status();
        } catch (Signalled signalled) {
            return signalled.status();
        } finally {
            supervisor.stop();
        }
    }

    private void build(Programs programs, Signals signals) {
        Build build = new Build(new Maven(raygate.home(), raygate.console(), signals));
        List<Artefact> artefacts = Up.artefacts(!noDemo, programs.isNative());
        if (!noBuild) {
            build.update(programs.log("build"), artefacts);
        }
        build.require(artefacts);
    }

    private Optional<Path> tenantDirectory() {
        if (tenants == null) {
            return noDemo || noTenants
                    ? Optional.empty()
                    : Optional.of(raygate.home().demo("tenants"));
        }
        if (noTenants) {
            throw Failure.misused("--tenants and --no-tenants contradict each other: leave one out");
        }
        if (!Files.isDirectory(tenants)) {
            throw Failure.misused("--tenants " + tenants + ": name a directory with tenant files");
        }
        return Optional.of(tenants.toAbsolutePath().normalize());
    }

    private Optional<Path> snapshot() {
        if (load == null) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(load)) {
            throw Failure.misused("--load " + load + ": name a file that /api/snapshot gave");
        }
        return Optional.of(load.toAbsolutePath().normalize());
    }

    private Supervisor.Bounds bounds() {
        if (stallSeconds < 1 || startSeconds < 1) {
            throw Failure.misused("--stall-timeout and --start-timeout must be at least 1 second");
        }
        return new Supervisor.Bounds(Duration.ofSeconds(stallSeconds), Duration.ofSeconds(startSeconds));
    }

    private static void emptyLogs(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> logs = Files.list(directory)) {
            for (Path log :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                Files.delete(log);
            }
        }
    }
}
