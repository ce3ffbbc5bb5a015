// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

/**
 * One record of a Kinesis event.
 *
 * @param index          position in the event, from 0
 * @param sequenceNumber decimal; what the event source mapping knows the record by
 * @param arrivalUnixMillis when the stream took it, milliseconds since the epoch; 0 where the event does not say
 * @param data           decoded from Base64, not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // handed from stage to stage, never compared
public record KinesisRecord(int index, String sequenceNumber, long arrivalUnixMillis, byte[] data) {

    /** A record of unknown arrival time. */
    public KinesisRecord(int index, String sequenceNumber, byte[] data) {
        this(index, sequenceNumber, 0, data);
    }
}
