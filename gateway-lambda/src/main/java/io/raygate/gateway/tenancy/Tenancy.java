// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Decides which tenant owns a block. A stream belongs to one tenant, and the claim of the origin is ignored; only on a stream
 * that is configured as shared does the tenant that signed the origin own the block. One invocation at a time, as Lambda
 * calls a function.
 */
public final class Tenancy {

    private static final Logger LOG = Logger.getLogger(Tenancy.class);

    private final Set<TenantId> shared;
    private final Optional<KeyRing> keys;

    private Tenancy() {
        this.shared = Set.of();
        this.keys = Optional.empty();
    }

    Tenancy(Set<TenantId> shared, KeyRing keys) {
        this.shared = Set.copyOf(shared);
        this.keys = Optional.of(keys);
    }

    /** No stream is shared. */
    public static Tenancy byStream() {
        return new Tenancy();
    }

    /**
     * The owner of a block; empty where its stream is shared and no tenant has signed its origin.
     *
     * @param stream the tenant that the stream is named after
     * @throws NoSigningKeysException where that cannot be known now
     */
    public Optional<TenantId> owner(TenantId stream, Origin origin) {
        if (keys.isEmpty() || !shared.contains(stream)) {
            return Optional.of(stream);
        }
        TenantId claimed = new TenantId(origin.claim().tenant());
        if (origin.claim().signature().isEmpty() || shared.contains(claimed)) {
            return Optional.empty();
        }
        return keys.get()
                .of(claimed)
                .filter(tenantKeys -> tenantKeys.verifies(origin))
                .map(_ -> claimed);
    }

    /** Splits a portion of an event by tenant. A portion of a stream that is not shared stays as it is. */
    public Split split(KinesisEvent event, DecodedEvent decoded) {
        if (!shared.contains(event.tenant())) {
            return new Split(List.of(new TenantEvent(event, decoded, true)), Set.of());
        }
        Map<Optional<TenantId>, TenantEventParts> parts = new LinkedHashMap<>();
        Map<Integer, TenantEventParts> byRecord = new HashMap<>();
        Map<Integer, UnreadableRecord> unreadable = new HashMap<>();
        decoded.unreadable().forEach(record -> unreadable.put(record.recordIndex(), record));
        Set<Integer> undecided = new HashSet<>();
        Iterator<SegmentBlock> blocks = decoded.blocks().iterator(); // of the other records, in their order
        for (KinesisRecord record : event.records()) {
            UnreadableRecord why = unreadable.get(record.index());
            if (why != null) {
                parts.computeIfAbsent(Optional.empty(), _ -> new TenantEventParts())
                        .add(record, why);
                continue;
            }
            SegmentBlock block = blocks.next();
            try {
                TenantEventParts owners =
                        parts.computeIfAbsent(owner(event.tenant(), block.origin()), _ -> new TenantEventParts());
                owners.add(record, block);
                byRecord.put(record.index(), owners);
            } catch (NoSigningKeysException e) {
                LOG.warnf("Records wait until signing keys can be read: %s", e.getMessage());
                undecided.add(record.index());
            }
        }
        for (ReceivedDocument document : decoded.documents()) {
            Optional.ofNullable(byRecord.get(document.recordIndex())).ifPresent(owners -> owners.add(document));
        }
        return new Split(events(event, parts), undecided);
    }

    private static List<TenantEvent> events(KinesisEvent event, Map<Optional<TenantId>, TenantEventParts> parts) {
        List<TenantEvent> events = new ArrayList<>();
        parts.forEach((owner, part) ->
                events.add(part.toEvent(owner.orElse(event.tenant()), event.streamArn(), owner.isPresent())));
        return events;
    }

    /**
     * A portion of an event by tenant.
     *
     * @param undecided positions of the records whose owner cannot be known now: they must come again
     */
    public record Split(List<TenantEvent> parts, Set<Integer> undecided) {

        public Split {
            parts = List.copyOf(parts);
            undecided = Set.copyOf(undecided);
        }
    }

    /** Collects what of an event is one tenant's. */
    static final class TenantEventParts {

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
                    new KinesisEvent(tenant, streamArn, records),
                    new DecodedEvent(blocks, documents, unreadable),
                    signed);
        }
    }
}
