// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.read.Node;
import java.util.List;

/**
 * Each of two rings reserves what all shards of the account can keep busy, so that a mapping never waits for another one; Lambda
 * leaves {@value #UNRESERVED} executions to functions that reserve none. The gateway's chart derives the reservation alike.
 */
final class ConcurrencyRules {

    private static final int RINGS = 2;

    /** Lambda quotas, docs.aws.amazon.com/lambda, reserved concurrency, read 2026-11-27. */
    private static final int UNRESERVED = 100;

    private static final long DEFAULT_CONCURRENT_INVOCATIONS = 1_000;
    private static final long DEFAULT_INVOCATIONS_PER_SHARD = 4;

    private ConcurrencyRules() {}

    static void check(ContractFile environment, List<FileViolation> found) {
        long shards = limit(environment, "shards", 0);
        long perShard = invocationsPerShard(environment);
        long available = limit(environment, "concurrentInvocations", DEFAULT_CONCURRENT_INVOCATIONS) - UNRESERVED;
        long reserved = RINGS * shards * perShard;
        if (reserved > available) {
            String message =
                    "is " + shards + ", and two rings reserve " + perShard + " invocations for each shard, " + reserved
                            + " in all, but the account leaves " + available
                            + " to reserve; lower shards or invocationsPerShard, or have Lambda's quota raised and write it to"
                            + " concurrentInvocations";
            found.add(new FileViolation(environment.path(), "/environment/limits/shards", "concurrency", message));
        }
    }

    /** The mappings' parallelization factor. */
    static long invocationsPerShard(ContractFile environment) {
        return limit(environment, "invocationsPerShard", DEFAULT_INVOCATIONS_PER_SHARD);
    }

    private static long limit(ContractFile environment, String name, long otherwise) {
        return environment
                .find("environment", "limits", name)
                .map(Node::number)
                .map(Number::longValue)
                .orElse(otherwise);
    }
}
