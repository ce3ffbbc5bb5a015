// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.raygate.block.UnreadableBlock.Reason;

/**
 * A Kinesis record that is not a block which this gateway can read. Nothing of it is trusted: there is no origin.
 *
 * @param recordIndex position of the record in the event, from 0
 * @param data        as it came, not to be written to
 * @param reason      the block reader's
 * @param message     one sentence for a person; holds no content
 */
@SuppressWarnings("ArrayRecordComponent") // handed from stage to stage, never compared
public record UnreadableRecord(int recordIndex, String sequenceNumber, byte[] data, Reason reason, String message) {

    /** Of the reason: a dimension of metrics. */
    public String code() {
        return reason.name();
    }
}
