// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

/**
 * A tenant's share of what X-Ray takes from one account and region, divided over the invocations that its stream can keep busy
 * at once: each serves as many partition keys as any other, so all get an equal part of the load, and together they never send
 * more. The cost is that a shard whose keys are few reaches only the parts of those invocations that have something to send.
 *
 * @param segmentsPerSecond of all processes together, 1 to {@value #MAX_SEGMENTS_PER_SECOND}
 * @param shards            of the tenant's stream, 1 to {@value #MAX_SHARDS}
 */
public record Share(int segmentsPerSecond, int shards) {

    /** Largest share. */
    public static final int MAX_SEGMENTS_PER_SECOND = 1_000_000;

    /** Most shards of a stream. */
    public static final int MAX_SHARDS = 500;

    public Share {
        check("segmentsPerSecond", segmentsPerSecond, MAX_SEGMENTS_PER_SECOND);
        check("shards", shards, MAX_SHARDS);
    }

    /** Segments a second that one process may send. */
    double ofProcess(int invocationsPerShard) {
        return (double) segmentsPerSecond / ((long) shards * invocationsPerShard);
    }

    private static void check(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " is out of range; write 1 to " + max);
        }
    }
}
