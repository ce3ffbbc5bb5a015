// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import io.raygate.cli.Raygate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every bench that writes a report takes: where it goes, and whether anything is built first. */
final class ReportOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--no-build", description = "Use what is already built.")
    private boolean noBuild;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the results go (default: below target/bench in the repository).")
    private @Nullable Path out;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    ReportOptions() {}

    /**
     * Builds what the whole path needs, and runs a program to its end.
     *
     * @param verb for complaints
     * @param arguments of the program, beside those that stand here
     */
    int run(Raygate raygate, String verb, String mainClass, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        if (out != null) {
            all.addAll(List.of("--out", out.toAbsolutePath().toString()));
        }
        all.addAll(List.of("--command", Benchmarks.commandLine(spec)));
        Benchmarks benchmarks = new Benchmarks(raygate, verb);
        if (!noBuild) {
            benchmarks.build(Benchmarks.WHOLE_PATH);
        }
        return benchmarks.run(mainClass, all);
    }
}
