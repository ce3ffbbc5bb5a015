// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.scale;

/** What an environment uses of AWS and can run out of, in the order of the data. */
enum Resource {
    /** Written to the fullest stream, of what its shards take. */
    STREAM("stream, bytes or records", "raise spec.quota.<env>.shards of the team"),
    /** Provisioned shards of the account. */
    SHARDS("shards of the account", "have Kinesis' quota raised and write it to limits.shards"),
    /** Concurrency that both rings reserve for every shard. */
    RESERVED(
            "concurrency reserved, two rings",
            "have Lambda's quota raised and write it to limits.concurrentInvocations, or lower"
                    + " limits.invocationsPerShard"),
    /** Invocations that run at once. */
    INVOCATIONS("invocations at once", "raise limits.invocationsPerShard, or function.memoryMegabytes"),
    /** PutTraceSegments of the fullest account. */
    X_RAY(
            "segments/s to an account's X-Ray",
            "sample less, give teams a target account of their own, or have X-Ray's quota raised and write it to"
                    + " limits.segmentsPerSecond"),
    /** Calls that read policies. */
    SSM("SSM calls/s", "raise raygate.policy.refresh, or switch on higher throughput");

    private final String label;
    private final String remedy;

    Resource(String label, String remedy) {
        this.label = label;
        this.remedy = remedy;
    }

    String label() {
        return label;
    }

    /** What to do where it runs out. */
    String remedy() {
        return remedy;
    }
}
