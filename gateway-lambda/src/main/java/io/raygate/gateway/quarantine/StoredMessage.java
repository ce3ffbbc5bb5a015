// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.block.DocumentKind;
import io.raygate.block.Origin;
import io.raygate.block.Workload;
import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.TenantId;

/** A message of quarantine that was read. */
public sealed interface StoredMessage {

    /** What a body starts with in place of one that was withheld; such a message cannot be sent again. */
    String WITHHELD = "{\"raygate_withheld\":";

    /**
     * A document.
     *
     * @param attempts how often it was sent from quarantine before
     * @param workload whose address is empty where the sender is not known
     * @param target   where its spans still have to go
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from stage to stage, never compared
    record StoredDocument(
            TenantId tenant,
            int attempts,
            Origin origin,
            long sequence,
            Workload workload,
            DocumentKind kind,
            DeliveryTarget target,
            long receivedUnixNanos,
            byte[] body)
            implements StoredMessage {}

    /** A record that an earlier gateway could not read. */
    @SuppressWarnings("ArrayRecordComponent") // handed from stage to stage, never compared
    record StoredRecord(TenantId tenant, String sequenceNumber, byte[] data) implements StoredMessage {}

    /** Nothing that can be sent: cut, withheld, or not written by quarantine. */
    record Unusable(String why) implements StoredMessage {}
}
