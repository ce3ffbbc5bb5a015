// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The space of 128-bit hash keys, split evenly over the shards of a stream: the MD5 of a record's partition key, read as
 * an unsigned number, names its shard. Source: PutRecord in the Kinesis API reference.
 */
record HashKeys(int shards) {

    private static final BigInteger KEYS = BigInteger.ONE.shiftLeft(128);

    /** From {@code first} to {@code last}, both inclusive. */
    record Range(BigInteger first, BigInteger last) {}

    HashKeys {
        if (shards < 1) {
            throw new IllegalArgumentException("shards=" + shards);
        }
    }

    static BigInteger of(String partitionKey) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has MD5", e);
        }
    }

    static boolean contains(BigInteger hashKey) {
        return hashKey.signum() >= 0 && hashKey.compareTo(KEYS) < 0;
    }

    /** The index of the shard whose range holds the key. */
    int shardOf(BigInteger hashKey) {
        return hashKey.divide(width()).min(BigInteger.valueOf(shards - 1L)).intValueExact();
    }

    /** One range for each shard, in order, without gaps; the last one takes what the division leaves over. */
    List<Range> ranges() {
        List<Range> ranges = new ArrayList<>(shards);
        BigInteger first = BigInteger.ZERO;
        for (int shard = 0; shard < shards; shard++) {
            BigInteger next = shard == shards - 1 ? KEYS : first.add(width());
            ranges.add(new Range(first, next.subtract(BigInteger.ONE)));
            first = next;
        }
        return List.copyOf(ranges);
    }

    private BigInteger width() {
        return KEYS.divide(BigInteger.valueOf(shards));
    }
}
