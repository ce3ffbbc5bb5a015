// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import java.util.function.Supplier;

/**
 * A message that is to be sent. It is written when its turn comes, so that only those under way are in memory.
 *
 * @param recordIndex position of the Kinesis record, or of the message, that must come again if this is not kept
 * @param record      what the event source mapping knows that record by; empty where nothing is remembered of it
 * @param documents   that the message holds; 0 for a record that cannot be read
 * @param blockId     who made the block and its sequence, for a person to find it by
 */
record Letter(int recordIndex, String record, int documents, String blockId, Supplier<QuarantineMessage> message) {

    /** A message that came, and goes on as it is. */
    static Letter unchanged(int messageIndex, int documents, String body) {
        String name = "message " + messageIndex;
        return new Letter(
                messageIndex, "", documents, name, () -> QuarantineMessage.unchanged(messageIndex, name, body));
    }

    /** A refused document. {@code attempts} counts how often it was sent from quarantine, this time included. */
    static Letter of(TenantId tenant, Quarantined refused, String record, int attempts, MessageLimits limits) {
        return new Letter(
                refused.document().recordIndex(),
                record,
                1,
                QuarantineMessage.blockId(refused.document()),
                () -> QuarantineMessage.of(tenant, refused, attempts, limits));
    }

    /** A record that cannot be read. */
    static Letter of(TenantId tenant, UnreadableRecord unreadable, String record, MessageLimits limits) {
        return new Letter(
                unreadable.recordIndex(),
                record,
                0,
                unreadable.sequenceNumber(),
                () -> QuarantineMessage.of(tenant, unreadable, limits));
    }
}
