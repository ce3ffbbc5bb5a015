// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.scale;

/**
 * What an account gives in a region.
 *
 * @param shards              provisioned; Kinesis quotas: 20,000 in the three largest regions, 1,000 or 6,000 elsewhere
 * @param invocations         concurrent executions of Lambda, 1,000 until raised (Lambda quotas, read 2026-11-27)
 * @param unreserved          executions that Lambda keeps free, 100 (Lambda guide, reserved concurrency, read 2026-11-27)
 * @param invocationsPerShard the mappings' parallelization factor, {@code environment.limits.invocationsPerShard}
 * @param segmentsPerSecond   that X-Ray takes from one account
 * @param targetAccounts      over which the teams' documents are spread
 * @param ssmCallsPerSecond   of GetParameter, GetParameters and GetParametersByPath together, 40 until raised (AWS General
 *                            Reference, Systems Manager quotas, in a copy of 2022)
 */
record Limits(
        double shards,
        double invocations,
        double unreserved,
        int invocationsPerShard,
        double segmentsPerSecond,
        int targetAccounts,
        double ssmCallsPerSecond) {

    /** No limit but those of the streams themselves. */
    Limits lifted() {
        double none = Double.POSITIVE_INFINITY;
        return new Limits(none, none, unreserved, invocationsPerShard, none, targetAccounts, none);
    }
}
