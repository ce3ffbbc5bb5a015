// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.math.BigInteger;

/**
 * A record on its way into a stream.
 *
 * @param data    not copied: the caller gives it away
 * @param hashKey names the shard: the partition key's, or the explicit one
 */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time, never compared
record NewRecord(String partitionKey, byte[] data, BigInteger hashKey, int bytes) {}
