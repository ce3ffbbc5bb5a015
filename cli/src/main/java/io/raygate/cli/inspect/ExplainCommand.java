// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.inspect;

import io.raygate.cli.Console;
import io.raygate.cli.Home;
import io.raygate.cli.Home.Artefact;
import io.raygate.cli.Raygate;
import io.raygate.cli.build.Build;
import io.raygate.cli.build.Maven;
import io.raygate.cli.process.Foreground;
import io.raygate.cli.process.Signals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code explain}: the forwarder explains its limits itself; it is built first where that is needed. */
@Command(
        name = "explain",
        description = {
            "Print for each document what the limits in POLICY would do with it, and why.",
            "",
            "Documents are read from standard input, one per line; a line may begin with the sender's",
            "address and a space. docs/configuration.md explains both files.",
            ""
        })
public final class ExplainCommand implements Callable<Integer> {

    @ParentCommand
    private Raygate raygate;

    @Option(
            names = "--workloads",
            paramLabel = "FILE",
            description = "Which workload has which address, as for raygate.workloads.file.")
    private @Nullable Path workloads;

    @Option(
            names = "--source",
            paramLabel = "ADDRESS",
            description = "Sender of lines that name none (default 127.0.0.1).")
    private @Nullable String source;

    @Option(names = "--rate", paramLabel = "N", description = "Assume N documents per second (default: all at once).")
    private @Nullable String rate;

    @Parameters(paramLabel = "POLICY", description = "A policy file, as for raygate.limit.policy-file.")
    private Path policy;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public ExplainCommand() {}

    @Override
    public Integer call() {
        Home home = raygate.home();
        build(home);
        List<String> command = new ArrayList<>(List.of(
                Home.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-jar",
                home.artefact(Artefact.FORWARDER).toString(),
                "--explain",
                policy.toString()));
        add(command, "--workloads", workloads);
        add(command, "--source", source);
        add(command, "--rate", rate);
        return Foreground.run(Path.of("").toAbsolutePath(), Map.of(), command);
    }

    /** What is told of a build goes to standard error: standard output is the explanation. */
    private void build(Home home) {
        Console aside = new Console(raygate.console().err(), raygate.console().err(), false);
        try (Signals signals = Signals.hear()) {
            Build build = new Build(new Maven(home, aside, signals));
            build.update(home.work().resolve("logs/explain/build.log"), List.of(Artefact.FORWARDER));
            build.require(List.of(Artefact.FORWARDER));
        }
    }

    private static void add(List<String> command, String option, @Nullable Object value) {
        if (value != null) {
            command.addAll(List.of(option, value.toString()));
        }
    }
}
