// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much a bench of the forwarder measures, and which forwarders. */
final class ExtentOptions {

    private static final int MOST_ROUNDS = 99;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often everything is measured (default 3).")
    private int rounds;

    @Option(names = "--quick", description = "Fewer values, for shorter times: some minutes a round.")
    private boolean quick;

    @Option(names = "--native", paramLabel = "BINARY", description = "The forwarder's native executable.")
    private @Nullable Path nativeExecutable;

    /** The same for the program. */
    List<String> arguments() {
        Benchmarks.check("--rounds", rounds, 1, MOST_ROUNDS);
        List<String> arguments =
                new ArrayList<>(List.of("--rounds", "" + rounds, "--extent", quick ? "quick" : "whole"));
        Benchmarks.addExecutable(arguments, "--native", nativeExecutable);
        return arguments;
    }
}
