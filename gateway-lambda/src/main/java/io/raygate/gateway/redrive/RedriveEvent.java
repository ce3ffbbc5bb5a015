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
import io.raygate.gateway.decode.Weight;
import io.raygate.gateway.quarantine.QuarantineMessageReader;
import io.raygate.gateway.quarantine.StoredMessage;
import io.raygate.gateway.quarantine.StoredMessage.StoredDocument;
import io.raygate.gateway.quarantine.StoredMessage.StoredRecord;
import io.raygate.gateway.tenancy.NoSigningKeysException;
import io.raygate.gateway.tenancy.Tenancy;
import io.raygate.gateway.tenancy.TenantEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Messages of an event as documents, as many as memory holds; {@link ReceivedDocument#recordIndex()} is the message's
 * position.
 */
final class RedriveEvent {

    private final BlockDecoder decoder;
    private final Tenancy tenancy;
    private final Map<TenantId, List<ReceivedDocument>> documents = new LinkedHashMap<>();
    private final Map<Integer, Integer> attempts = new HashMap<>();
    private final Map<Integer, String> unusable = new LinkedHashMap<>();
    private final Set<Integer> undecided = new HashSet<>();
    private long bytes;
    private int opened;

    private RedriveEvent(BlockDecoder decoder, Tenancy tenancy) {
        this.decoder = decoder;
        this.tenancy = tenancy;
    }

    /** Opens messages from this position on; one at least. */
    static RedriveEvent open(List<SqsMessage> messages, int from, BlockDecoder decoder, Tenancy tenancy) {
        RedriveEvent event = new RedriveEvent(decoder, tenancy);
        for (int index = from; index < messages.size(); index++) {
            event.add(index, messages.get(index).body());
            if (event.bytes > decoder.maxPortionBytes()) {
                break;
            }
        }
        return event;
    }

    /** How many messages were opened. */
    int messages() {
        return opened;
    }

    /** What is each tenant's. */
    List<TenantEvent> parts() {
        List<TenantEvent> parts = new ArrayList<>();
        documents.forEach((tenant, received) -> parts.add(new TenantEvent(
                new KinesisEvent(tenant, List.of()), new DecodedEvent(List.of(), received, List.of()), true)));
        return parts;
    }

    /** How often each message was sent from quarantine, this time included. */
    Map<Integer, Integer> attempts() {
        return attempts;
    }

    /** Bodies of messages that cannot be sent, or are of a shared stream and still nobody's. */
    Map<Integer, String> unusable() {
        return unusable;
    }

    /** Messages of which nobody can know now whose they are. */
    Set<Integer> undecided() {
        return undecided;
    }

    private void add(int index, String body) {
        opened++;
        switch (QuarantineMessageReader.read(body)) {
            case StoredDocument document -> add(index, document, body);
            case StoredRecord stored -> add(index, stored, body);
            case StoredMessage.Unusable _ -> unusable.put(index, body);
        }
    }

    private void add(int index, StoredDocument stored, String body) {
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
        attempts.put(index, Math.min(stored.attempts(), Integer.MAX_VALUE - 1) + 1);
        add(index, stored.tenant(), block, List.of(new ReceivedDocument(index, block, document)), body);
    }

    /** A newer gateway, or one with a newer dictionary, may read what an older one could not. */
    private void add(int index, StoredRecord stored, String body) {
        attempts.put(index, 1);
        DecodedEvent decoded = decoder.decode(new KinesisRecord(index, stored.sequenceNumber(), stored.data()));
        if (!decoded.unreadable().isEmpty()) {
            unusable.put(index, body);
            return;
        }
        add(index, stored.tenant(), decoded.blocks().getFirst(), decoded.documents(), body);
    }

    private void add(int index, TenantId stream, SegmentBlock block, List<ReceivedDocument> received, String body) {
        bytes += Weight.of(block);
        try {
            tenancy.owner(stream, block.origin())
                    .ifPresentOrElse(
                            owner -> documents
                                    .computeIfAbsent(owner, _ -> new ArrayList<>())
                                    .addAll(received),
                            () -> unusable.put(index, body));
        } catch (NoSigningKeysException _) {
            undecided.add(index);
        }
    }
}
