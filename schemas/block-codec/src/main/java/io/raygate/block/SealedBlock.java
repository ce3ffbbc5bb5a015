// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

/**
 * A block ready for the stream. Producer and sequence name it, wherever it turns up again.
 *
 * @param frame        one Zstandard frame: the data of one Kinesis record; not to be written to
 * @param producerId   who made it: {@link Origin#producerId()}
 * @param sequence     its number in the producer's sequence
 * @param documents    documents inside
 * @param spans        OpenTelemetry spans in them
 * @param contentBytes size before compression
 */
@SuppressWarnings("ArrayRecordComponent") // handed from stage to stage, never compared
public record SealedBlock(byte[] frame, long producerId, long sequence, int documents, int spans, int contentBytes) {

    /** A block of segments alone. */
    public SealedBlock(byte[] frame, long producerId, long sequence, int documents, int contentBytes) {
        this(frame, producerId, sequence, documents, 0, contentBytes);
    }
}
