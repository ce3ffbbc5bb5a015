// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redrive;

import io.raygate.block.Document;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.decode.BlockDecoder;
import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.Portions;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.quarantine.QuarantineMessageReader;
import io.raygate.gateway.quarantine.StoredMessage;
import io.raygate.gateway.quarantine.StoredMessage.StoredDocument;
import io.raygate.gateway.quarantine.StoredMessage.StoredRecord;
import io.raygate.gateway.redrive.SqsEventReader.SqsMessage;
import io.raygate.gateway.tenancy.NoSigningKeysException;
import io.raygate.gateway.tenancy.Tenancy;
import io.raygate.gateway.tenancy.TenantEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages of an event as documents, as many as memory holds; {@link ReceivedDocument#recordIndex()} is the message's
 * position.
 */
final class RedriveEvent {

    private final BlockDecoder decoder;
    private final Tenancy tenancy;
    private final Map<TenantId, List<DecodedEvent>> owned = new LinkedHashMap<>();
    private final Map<TenantId, List<DecodedEvent>> unsigned = new LinkedHashMap<>();
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

    /** The number of opened messages. */
    int messages() {
        return opened;
    }

    /** The part of each tenant, and the parts of shared streams that no tenant has signed. */
    List<TenantEvent> parts() {
        List<TenantEvent> parts = new ArrayList<>();
        owned.forEach((tenant, decoded) -> parts.add(part(tenant, decoded, true)));
        unsigned.forEach((stream, decoded) -> parts.add(part(stream, decoded, false)));
        return parts;
    }

    /** How often each message was sent from quarantine, this time included. */
    Map<Integer, Integer> attempts() {
        return attempts;
    }

    /** Bodies of messages that cannot be sent, or hold a document of a shared stream that still has no owner. */
    Map<Integer, String> unusable() {
        return unusable;
    }

    /** Messages whose owner cannot be known now. */
    Set<Integer> undecided() {
        return undecided;
    }

    private static TenantEvent part(TenantId tenant, List<DecodedEvent> decoded, boolean signed) {
        return new TenantEvent(new KinesisEvent(tenant, List.of()), DecodedEvent.concat(decoded), signed);
    }

    private void add(int index, String body) {
        opened++;
        switch (QuarantineMessageReader.read(body)) {
            case StoredDocument document -> add(index, document, body);
            case StoredRecord stored -> add(index, stored);
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
        bytes += Portions.weight(block);
        try {
            Optional<TenantId> owner = tenancy.owner(stored.tenant(), block.origin());
            if (owner.isEmpty()) {
                unusable.put(index, body);
                return;
            }
            List<ReceivedDocument> received = List.of(new ReceivedDocument(index, block, document, stored.target()));
            of(owned, owner.get()).add(new DecodedEvent(List.of(), received, List.of()));
        } catch (NoSigningKeysException _) {
            undecided.add(index);
        }
    }

    /** Takes the way of every record: another gateway, or another policy, may read or let pass what an earlier one did not. */
    private void add(int index, StoredRecord stored) {
        attempts.put(index, 1);
        KinesisRecord record = new KinesisRecord(index, stored.sequenceNumber(), stored.data());
        DecodedEvent decoded = decoder.decode(record);
        bytes += decoded.blocks().stream().mapToLong(Portions::weight).sum() + stored.data().length;
        Tenancy.Split split = tenancy.split(new KinesisEvent(stored.tenant(), List.of(record)), decoded);
        undecided.addAll(split.undecided());
        for (TenantEvent part : split.parts()) {
            of(part.signed() ? owned : unsigned, part.event().tenant()).add(part.decoded());
        }
    }

    private static List<DecodedEvent> of(Map<TenantId, List<DecodedEvent>> parts, TenantId tenant) {
        return parts.computeIfAbsent(tenant, _ -> new ArrayList<>());
    }
}
