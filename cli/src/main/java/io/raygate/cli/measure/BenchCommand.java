// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bench}: one bench by its name. */
@Command(
        name = "bench",
        subcommands = {PeersCommand.class, ScaleCommand.class, OverloadCommand.class},
        synopsisSubcommandLabel = "",
        description = {
            "Build what a benchmark measures, and run the benchmark.",
            "",
            "Figures depend on what else is running: compare those of one run. docs/benchmarks.md says",
            "what they mean, and lists ours.",
            ""
        },
        footer = {
            "",
            "  start     a forwarder: time and CPU until it listens and is ready",
            "            [ROUNDS [busy=N] [FORWARDER...]], default 5",
            "  restart   a forwarder that is killed or stopped under load and started again: deaf time, losses",
            "            [ROUNDS SEGMENTS/S SECONDS [FORWARDER...]], default 3 1000 12",
            "  idle      a forwarder with nothing or little to do: CPU, memory, threads",
            "            [SETTLING-S MEASURED-S SEGMENTS/S [FORWARDER...]], default 30 30 10",
            "  load      a forwarder in steady state: CPU, memory and bytes per segment,",
            "            time to the record, losses",
            "            [SEGMENTS/S WARM-UP-S MEASURED-S [FORWARDER...]], default 20000 20 20",
            "  spans     the same for OpenTelemetry spans of 300 bytes, 100 a request, by HTTP and by gRPC",
            "            [SPANS/S WARM-UP-S MEASURED-S [collector=PATH] [FORWARDER...]], default 100000 20 20;",
            "            PATH is the binary of an OpenTelemetry Collector, measured in turns with the forwarders",
            "  validate  byte validator beside Jackson's tokens, and gateway beside tree and schema library",
            "            [WARM-UP-S MEASURED-S WINDOWS], default 30 60 1",
            "  CLASS     any main class of benchmarks, such as io.raygate.benchmarks.dictionary.MeasureCpu",
            "",
            "FORWARDER is \"NAME:[PROGRAM] [OPTIONS]\". PROGRAM is a native executable, or the directory of a",
            "packaged forwarder (default: the one of this build), which a JVM runs with the options; @app",
            "stands for the directory. These benches need Linux. For instance, before and after a change:",
            "  ./raygate bench idle 30 30 10 \"before:/old/quarkus-app -XX:+UseSerialGC\" \\",
            "      \"after:@@app/jvm.options -XX:AOTCache=@app/app.aot\""
        })
public final class BenchCommand implements Callable<Integer> {

    private static final String HELP = "--help";

    @ParentCommand
    private Raygate raygate;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "start, restart, idle, load, spans, validate or a class.")
    private @Nullable String name;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", arity = "0..*", description = "Arguments of the benchmark.")
    private List<String> arguments = new ArrayList<>();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public BenchCommand() {}

    /** For benches that are commands of their own. */
    Raygate raygate() {
        return raygate;
    }

    @Override
    public Integer call() {
        if (arguments.contains(HELP)) {
            spec.commandLine().usage(raygate.console().out(), Help.Ansi.OFF);
            return 0;
        }
        if (name == null) {
            throw Failure.misused("bench needs NAME; see ./raygate bench --help");
        }
        Bench bench = Bench.named(name, arguments);
        Benchmarks benchmarks = new Benchmarks(raygate, "bench");
        benchmarks.build(bench.modules());
        return benchmarks.run(bench.mainClass(), bench.arguments());
    }
}
