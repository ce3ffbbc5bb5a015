// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.scale;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

import static io.raygate.cli.scale.Assumptions.*;

/**
 * The way of documents in steps of a second: nodes, shards, the mapping's invocations, X-Ray. What a stage does not take waits
 * before it: on the nodes up to the forwarders' spools, on the stream without a bound. Teams come with a load that wanders by a
 * tenth around the planned one. The same seed gives the same outcome. Not thread-safe, and runs once.
 */
final class Simulation {

    private static final double WANDERING = 0.1;

    /** How much of its distance from the mean a team keeps in a second. */
    private static final double MEMORY = 0.95;

    private final Plan plan;
    private final RandomGenerator random;
    private final IntToDoubleFunction xRay;
    private final double[] distance;
    private final double[] spooled;
    private final double[] onStream;
    private final Map<Resource, Double> peaks = new EnumMap<>(Resource.class);
    private final Set<Resource> exhausted = new LinkedHashSet<>();
    private double fresh;
    private double arrived;
    private double delivered;
    private double processes;
    private double dropped;
    private double longestLag;

    /**
     * Nothing has come yet.
     *
     * @param xRay share of its quota that X-Ray takes, by second
     */
    Simulation(Plan plan, RandomGenerator random, IntToDoubleFunction xRay) {
        this.plan = plan;
        this.random = random;
        this.xRay = xRay;
        int teams = plan.load().teams();
        this.distance = random.doubles(teams, -1, 1).toArray();
        this.spooled = new double[teams];
        this.onStream = new double[teams];
        for (Resource resource : Resource.values()) {
            peaks.put(resource, 0.0);
        }
    }

    /** So many seconds of the busiest time. */
    Outcome run(int seconds) {
        note(Resource.SHARDS, plan.shards());
        note(Resource.RESERVED, plan.need(Resource.RESERVED));
        for (int second = 0; second < seconds; second++) {
            fresh = 0;
            for (int team = 0; team < onStream.length; team++) {
                arrive(team);
            }
            note(Resource.X_RAY, fresh / plan.limits().targetAccounts());
            invoke(second);
        }
        return new Outcome(
                arrived, delivered, dropped, sum(spooled), sum(onStream), longestLag, Map.copyOf(peaks), exhausted);
    }

    private void arrive(int team) {
        distance[team] = MEMORY * distance[team] + Math.sqrt(1 - MEMORY * MEMORY) * random.nextGaussian();
        double documents = plan.load().documentsOfTeam() * Math.max(0, 1 + WANDERING * distance[team]);
        arrived += documents;
        // What has waited fills its blocks.
        double perBlock =
                spooled[team] > 0 ? DOCUMENTS_PER_FULL_BLOCK : plan.load().documentsPerBlock();
        double taken = plan.shardsOfTeam() * Math.min(SHARD_BYTES / BYTES_PER_DOCUMENT, SHARD_RECORDS * perBlock);
        note(Resource.STREAM, 100 * documents / taken);
        double offered = spooled[team] + documents;
        double accepted = Math.min(offered, taken);
        double bound = SPOOL_BYTES
                / BYTES_PER_DOCUMENT
                * plan.load().nodes()
                / plan.load().teams();
        spooled[team] = Math.min(offered - accepted, bound);
        dropped += offered - accepted - spooled[team];
        onStream[team] += accepted;
        fresh += accepted;
    }

    private void invoke(int second) {
        double lanes = (double) plan.shardsOfTeam() * plan.limits().invocationsPerShard();
        double[] wanted = new double[onStream.length];
        double busy = plan.invocationsPerSecond() * SECONDS_PER_INVOCATION;
        for (int team = 0; team < wanted.length; team++) {
            wanted[team] = Math.min(onStream[team], lanes / secondsPerDocument());
            busy += wanted[team] * secondsPerDocument();
        }
        double concurrency = Math.min(plan.given(Resource.INVOCATIONS), plan.given(Resource.RESERVED));
        // Invocations begin when they like: as many run at once as independent arrivals would, and Lambda runs no more.
        double running = Math.ceil(busy + Math.sqrt(busy) * random.nextGaussian());
        note(Resource.INVOCATIONS, busy > concurrency ? busy : Math.min(running, concurrency));
        processes = Math.max(processes, Math.min(running, concurrency));
        note(Resource.SSM, processes * plan.pages() / SECONDS_BETWEEN_READINGS);
        double started = Math.min(1, concurrency / busy);
        double calls = sum(wanted) * started;
        double quota = plan.limits().segmentsPerSecond() * plan.limits().targetAccounts() * xRay.applyAsDouble(second);
        double sent = calls > quota ? quota / calls * started : started;
        for (int team = 0; team < wanted.length; team++) {
            onStream[team] -= wanted[team] * sent;
            delivered += wanted[team] * sent;
            double waiting = spooled[team] + onStream[team];
            longestLag = Math.max(longestLag, waiting / plan.load().documentsOfTeam());
        }
    }

    private void note(Resource resource, double needed) {
        peaks.merge(resource, needed, Math::max);
        if (needed > plan.given(resource)) {
            exhausted.add(resource);
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /**
     * What became of it: {@code arrived = delivered + dropped + spooled + onStream}.
     *
     * @param longestLag most documents of a team that waited before X-Ray, in seconds of the team's load
     * @param peaks      most that was needed of each resource in a second
     * @param exhausted  resources of which more was needed than there is, in the order in which that happened
     */
    record Outcome(
            double arrived,
            double delivered,
            double dropped,
            double spooled,
            double onStream,
            double longestLag,
            Map<Resource, Double> peaks,
            Set<Resource> exhausted) {

        Outcome {
            exhausted = new LinkedHashSet<>(exhausted);
        }

        /** Most that was needed of the resource in a second. */
        double peak(Resource resource) {
            return peaks.getOrDefault(resource, 0.0);
        }
    }
}
