// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.time.Instant;

/**
 * A record as it lies in a shard.
 *
 * @param sequenceNumber      decimal, grows within its shard, 56 digits at most
 * @param data                not copied and never written to after it is stored
 * @param approximateArrival  when the stream accepted it
 */
@SuppressWarnings("ArrayRecordComponent") // immutable by agreement, never compared
public record StoredRecord(String sequenceNumber, String partitionKey, byte[] data, Instant approximateArrival) {}
