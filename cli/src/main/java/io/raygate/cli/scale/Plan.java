// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.scale;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

import static io.raygate.cli.scale.Assumptions.*;

/** What a load needs, by arithmetic. {@link Simulation} is the same in steps of time. */
record Plan(Load load, Limits limits) {

    /** Kubernetes supports 5,000 in a cluster, and an environment may have hundreds of clusters. */
    private static final int MOST_NODES = 1_000_000;

    /** Of a team's stream, so that it is half used. */
    int shardsOfTeam() {
        double bytes = load.documentsOfTeam() * BYTES_PER_DOCUMENT / SHARD_BYTES;
        double records = load.documentsOfTeam() / load.documentsPerBlock() / SHARD_RECORDS;
        return Math.max(1, (int) Math.ceil(Math.max(bytes, records) / SHARD_FILL));
    }

    int shards() {
        return shardsOfTeam() * load.teams();
    }

    double recordsPerSecond() {
        return load.documents() / load.documentsPerBlock();
    }

    double bytesPerSecond() {
        return load.documents() * BYTES_PER_DOCUMENT;
    }

    /** One for each shard in each poll, more where a batch is full before. */
    double invocationsPerSecond() {
        return Math.max(shards() / WINDOW_SECONDS, recordsPerSecond() / BLOCKS_PER_INVOCATION);
    }

    /** Invocations that run at once, in the mean of the busiest time. */
    double busy() {
        return load.documents() * secondsPerDocument() + invocationsPerSecond() * SECONDS_PER_INVOCATION;
    }

    /** Processes that Lambda keeps for so many: they begin when they like, so that some seconds have more than the mean. */
    double processes() {
        return processes(busy());
    }

    static double processes(double busy) {
        return Math.ceil(busy + 4 * Math.sqrt(busy));
    }

    /** Pages of policies that each process reads. */
    int pages() {
        return Math.ceilDiv(load.teams(), POLICIES_PER_CALL);
    }

    /** What is needed of a resource, in its unit. */
    double need(Resource resource) {
        return switch (resource) {
            case STREAM -> 100 * streamUse();
            case SHARDS -> shards();
            case RESERVED -> (double) RINGS * shards() * limits.invocationsPerShard();
            case INVOCATIONS -> processes();
            case X_RAY -> load.documents() / limits.targetAccounts();
            case SSM -> processes() * pages() / SECONDS_BETWEEN_READINGS;
        };
    }

    /** What there is of a resource. */
    double given(Resource resource) {
        return switch (resource) {
            case STREAM -> 100;
            case SHARDS -> limits.shards();
            case RESERVED -> limits.invocations() - limits.unreserved();
            case INVOCATIONS -> (double) shards() * limits.invocationsPerShard();
            case X_RAY -> limits.segmentsPerSecond();
            case SSM -> limits.ssmCallsPerSecond();
        };
    }

    /** Share of what there is, 1 is all of it. */
    double use(Resource resource) {
        return need(resource) / given(resource);
    }

    /** The one that runs out first as nodes are added, first. */
    List<Resource> inOrderOfBreaking() {
        return Stream.of(Resource.values())
                .sorted(Comparator.comparingInt(resource -> runsOutAt(resource).orElse(Integer.MAX_VALUE)))
                .toList();
    }

    /**
     * Nodes, of the same rate and teams, from which the resource does not suffice; empty where it grows along, as a stream whose
     * shards are planned anew.
     */
    OptionalInt runsOutAt(Resource resource) {
        if (of(MOST_NODES).use(resource) <= 1) {
            return OptionalInt.empty();
        }
        int suffices = 0;
        int lacks = MOST_NODES;
        while (lacks - suffices > 1) {
            int middle = (suffices + lacks) >>> 1;
            if (of(middle).use(resource) > 1) {
                lacks = middle;
            } else {
                suffices = middle;
            }
        }
        return OptionalInt.of(lacks);
    }

    private Plan of(int nodes) {
        return new Plan(new Load(nodes, load.documentsPerNode(), load.teams(), load.lingerSeconds()), limits);
    }

    /** A month of stream and function at list prices. */
    double dollarsPerMonth() {
        double units = recordsPerSecond() * MEAN_LOAD * SECONDS_PER_MONTH * DOLLARS_PER_UNIT;
        double shardHours = shards() * SECONDS_PER_MONTH / 3_600 * DOLLARS_PER_SHARD_HOUR;
        double calls = invocationsPerSecond() * SECONDS_PER_MONTH;
        double gigabyteSeconds = (load.documents() * MEAN_LOAD * secondsPerDocument() * SECONDS_PER_MONTH
                        + calls * SECONDS_PER_INVOCATION)
                * GIGABYTES;
        return units + shardHours + gigabyteSeconds * DOLLARS_PER_GIGABYTE_SECOND + calls * DOLLARS_PER_INVOCATION;
    }

    /** A month of X-Ray for the same documents. */
    double dollarsOfXRayPerMonth() {
        return load.documents() * MEAN_LOAD * SECONDS_PER_MONTH * DOLLARS_PER_DOCUMENT_IN_X_RAY;
    }

    private double streamUse() {
        double bytes = load.documentsOfTeam() * BYTES_PER_DOCUMENT / SHARD_BYTES;
        double records = load.documentsOfTeam() / load.documentsPerBlock() / SHARD_RECORDS;
        return Math.max(bytes, records) / shardsOfTeam();
    }
}
