// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redrive;

import io.raygate.block.Document;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.decode.BlockDecoder;
import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.quarantine.QuarantineMessageReader;
import io.raygate.gateway.quarantine.StoredMessage;
import io.raygate.gateway.quarantine.StoredMessage.StoredDocument;
import io.raygate.gateway.quarantine.StoredMessage.StoredRecord;
import io.raygate.gateway.tenancy.Tenancy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages of an event as documents; {@link ReceivedDocument#recordIndex()} is the message's position. */
final class RedriveEvent {

    private final Map<TenantId, List<ReceivedDocument>> documents = new LinkedHashMap<>();
    private final Map<Integer, Integer> attempts = new HashMap<>();
    private final Map<Integer, String> unusable = new LinkedHashMap<>();

    private RedriveEvent() {}

    static RedriveEvent of(List<SqsMessage> messages, BlockDecoder decoder, Tenancy tenancy) {
        RedriveEvent event = new RedriveEvent();
        for (int index = 0; index < messages.size(); index++) {
            String body = messages.get(index).body();
            switch (QuarantineMessageReader.read(body)) {
                case StoredDocument document -> event.add(index, document, body, tenancy);
                case StoredRecord stored -> event.add(index, stored, body, decoder.decode(event(stored)), tenancy);
                case StoredMessage.Unusable _ -> event.unusable.put(index, body);
            }
        }
        return event;
    }

    Map<TenantId, List<ReceivedDocument>> documents() {
        return documents;
    }

    /** How often each message was sent from quarantine, this time included. */
    Map<Integer, Integer> attempts() {
        return attempts;
    }

    /** Bodies of messages that cannot be sent, or are of a shared stream and still nobody's. */
    Map<Integer, String> unusable() {
        return unusable;
    }

    private void add(int index, StoredDocument stored, String body, Tenancy tenancy) {
        boolean known = !stored.workload().address().isEmpty()
                || !stored.workload().pod().isEmpty();
        Document document = new Document(
                known ? 1 : 0, stored.kind(), stored.receivedUnixNanos(), stored.body(), 0, stored.body().length);
        SegmentBlock block = new SegmentBlock(
                1,
                stored.origin(),
                stored.sequence(),
                known ? List.of(stored.workload()) : List.of(),
                List.of(document));
        attempts.put(index, stored.attempts() + 1);
        tenancy.owner(stored.tenant(), stored.origin())
                .ifPresentOrElse(
                        owner -> add(owner, new ReceivedDocument(index, block, document)),
                        () -> unusable.put(index, body));
    }

    /** A newer gateway, or one with a newer dictionary, may read what an older one could not. */
    private void add(int index, StoredRecord stored, String body, DecodedEvent decoded, Tenancy tenancy) {
        attempts.put(index, 1);
        if (!decoded.unreadable().isEmpty()) {
            unusable.put(index, body);
        }
        for (SegmentBlock block : decoded.blocks()) { // one at most
            tenancy.owner(stored.tenant(), block.origin())
                    .ifPresentOrElse(
                            owner -> decoded.documents().forEach(received -> add(owner, moved(received, index))),
                            () -> unusable.put(index, body));
        }
    }

    private static KinesisEvent event(StoredRecord stored) {
        return new KinesisEvent(stored.tenant(), List.of(new KinesisRecord(stored.sequenceNumber(), stored.data())));
    }

    private static ReceivedDocument moved(ReceivedDocument received, int index) {
        return new ReceivedDocument(index, received.block(), received.document());
    }

    private void add(TenantId tenant, ReceivedDocument document) {
        documents.computeIfAbsent(tenant, _ -> new ArrayList<>()).add(document);
    }
}
