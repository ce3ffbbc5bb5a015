// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.UnreadableRecord;

/**
 * A record that is to wait, as it came.
 *
 * @param documents in it; 0 where nobody can read it
 * @param code      finer than the reason
 */
public record HeldRecord(KinesisRecord record, int documents, QuarantineReason reason, String code) {

    /** Of a tenant without policy. */
    public static HeldRecord withoutPolicy(KinesisRecord record, int documents, String code) {
        return new HeldRecord(record, documents, QuarantineReason.NO_POLICY, code);
    }

    /** For a gateway that can read it. */
    public static HeldRecord unreadable(UnreadableRecord unreadable) {
        KinesisRecord record =
                new KinesisRecord(unreadable.recordIndex(), unreadable.sequenceNumber(), unreadable.data());
        return new HeldRecord(record, 0, QuarantineReason.UNREADABLE_BLOCK, unreadable.code());
    }
}
