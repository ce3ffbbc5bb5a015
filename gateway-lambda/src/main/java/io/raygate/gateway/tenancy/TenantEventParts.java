// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.block.SegmentBlock;
import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import java.util.ArrayList;
import java.util.List;

/** Collects what of an event is one tenant's. */
final class TenantEventParts {

    private final List<KinesisRecord> records = new ArrayList<>();
    private final List<SegmentBlock> blocks = new ArrayList<>();
    private final List<ReceivedDocument> documents = new ArrayList<>();
    private final List<UnreadableRecord> unreadable = new ArrayList<>();

    void add(KinesisRecord record, UnreadableRecord why) {
        records.add(record);
        unreadable.add(why);
    }

    void add(KinesisRecord record, SegmentBlock block) {
        records.add(record);
        blocks.add(block);
    }

    void add(ReceivedDocument document) {
        documents.add(document);
    }

    TenantEvent toEvent(TenantId tenant, String streamArn, boolean signed) {
        return new TenantEvent(
                new KinesisEvent(tenant, streamArn, records), new DecodedEvent(blocks, documents, unreadable), signed);
    }
}
