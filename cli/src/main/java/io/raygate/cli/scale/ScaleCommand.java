// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.scale;

import io.raygate.cli.Failure;
import io.raygate.cli.Raygate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code scale}: what a fleet needs of AWS, and what it runs out of first. */
@Command(
        name = "scale",
        description = {
            "Print what nodes and teams need of AWS, what it costs, and what runs out first.",
            "",
            "Arithmetic for one environment in one account and region, tried in a simulation of 15 minutes at",
            "the busiest time. docs/scale.md says what is assumed.",
            "",
            "With --write, the files of such a fleet are written as well, to validate and render them:",
            "environments, teams and clusters, which are all made up.",
            ""
        })
public final class ScaleCommand implements Callable<Integer> {

    private static final int SECONDS = 900;
    private static final long SEED = 1;

    /** Lambda guide, reserved concurrency, read 2026-11-27. */
    private static final int UNRESERVED = 100;

    @ParentCommand
    private Raygate raygate;

    @Option(names = "--nodes", paramLabel = "N", required = true, description = "Nodes with a forwarder.")
    private int nodes;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "Segments that a node sends a second at the busiest time (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--teams",
            paramLabel = "N",
            defaultValue = "50",
            description = "Teams, with a stream each (default: ${DEFAULT-VALUE}).")
    private int teams;

    @Option(
            names = "--linger",
            paramLabel = "S",
            defaultValue = "0.05",
            description = "raygate.block.linger in seconds (default: ${DEFAULT-VALUE}).")
    private double linger;

    @Option(
            names = "--target-accounts",
            paramLabel = "N",
            defaultValue = "1",
            description = "Accounts to whose X-Ray the teams send (default: ${DEFAULT-VALUE}).")
    private int targetAccounts;

    @Option(
            names = "--segments-per-second",
            paramLabel = "N",
            defaultValue = "2600",
            description = "That X-Ray takes from each of them (default: ${DEFAULT-VALUE}).")
    private int segmentsPerSecond;

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Shards that the account may have (default: ${DEFAULT-VALUE}).")
    private int shards;

    @Option(
            names = "--concurrent-invocations",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Executions of Lambda that the account may have at once (default: ${DEFAULT-VALUE}).")
    private int concurrentInvocations;

    @Option(
            names = "--invocations-per-shard",
            paramLabel = "N",
            defaultValue = "4",
            description = "The mappings' parallelization factor (default: ${DEFAULT-VALUE}).")
    private int invocationsPerShard;

    @Option(
            names = "--ssm-calls",
            paramLabel = "N",
            defaultValue = "40",
            description = "Reading calls of SSM that the account may make a second (default: ${DEFAULT-VALUE}).")
    private int ssmCalls;

    @Option(names = "--write", paramLabel = "DIR", description = "Write the fleet's files into this empty directory.")
    private @Nullable Path write;

    @Option(
            names = "--clusters",
            paramLabel = "N",
            description = "Clusters of each environment that --write writes (default: one for each team).")
    private @Nullable Integer clusters;

    @Option(
            names = "--environments",
            paramLabel = "N",
            defaultValue = "3",
            description = "Environments that --write writes (default: ${DEFAULT-VALUE}).")
    private int environments;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init")
    public ScaleCommand() {}

    @Override
    public Integer call() throws IOException {
        Plan plan =
                new Plan(new Load(atLeast1("--nodes", nodes), rate(), atLeast1("--teams", teams), linger()), limits());
        Simulation.Outcome outcome = new Simulation(plan, new SplittableRandom(SEED), _ -> 1).run(SECONDS);
        new ScaleReport(plan, outcome).lines().forEach(raygate.console()::say);
        if (write != null) {
            write(plan, write);
        }
        return 0;
    }

    private void write(Plan plan, Path directory) throws IOException {
        Fleet fleet = new Fleet(plan, clusters == null ? teams : clusters, environments);
        fleet.write(directory);
        raygate.console().say("");
        raygate.console()
                .say("Wrote %d environments with %d teams and %d clusters each to %s; check them: ./raygate validate %s"
                        .formatted(environments, teams, fleet.clusters(), directory, directory));
    }

    private Limits limits() {
        return new Limits(
                atLeast1("--shards", shards),
                atLeast1("--concurrent-invocations", concurrentInvocations),
                UNRESERVED,
                atLeast1("--invocations-per-shard", invocationsPerShard),
                atLeast1("--segments-per-second", segmentsPerSecond),
                atLeast1("--target-accounts", targetAccounts),
                atLeast1("--ssm-calls", ssmCalls));
    }

    private double rate() {
        return positive("--rate", rate);
    }

    private double linger() {
        return positive("--linger", linger);
    }

    private static double positive(String option, double value) {
        if (value > 0 && Double.isFinite(value)) {
            return value;
        }
        throw Failure.misused(option + " must be more than 0, but is " + value);
    }

    private static int atLeast1(String option, int value) {
        if (value >= 1) {
            return value;
        }
        throw Failure.misused(option + " must be at least 1, but is " + value);
    }
}
