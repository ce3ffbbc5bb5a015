// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.block.Origin;
import io.raygate.block.SegmentBlock;
import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Says whose a block is. A stream is one tenant's, and what the origin claims is ignored; only on a stream that is
 * configured as shared a tenant that has signed the origin counts. One invocation at a time, as Lambda calls a function.
 */
public final class Tenancy {

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
     * Whose a block is; empty where its stream is shared and its origin is not signed by a tenant.
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

    /** Takes an event apart by tenant; of one stream for each tenant, it stays as it is. */
    public List<TenantEvent> split(KinesisEvent event, DecodedEvent decoded) {
        if (!shared.contains(event.tenant())) {
            return List.of(new TenantEvent(event, decoded, true));
        }
        Map<Optional<TenantId>, TenantEventParts> parts = new LinkedHashMap<>();
        Map<Integer, TenantEventParts> byRecord = new HashMap<>();
        for (UnreadableRecord record : decoded.unreadable()) {
            TenantEventParts nobodys = parts.computeIfAbsent(Optional.empty(), _ -> new TenantEventParts());
            nobodys.add(event.records().get(record.recordIndex()), record);
            byRecord.put(record.recordIndex(), nobodys);
        }
        Iterator<SegmentBlock> blocks = decoded.blocks().iterator(); // of the other records, in their order
        for (int index = 0; index < event.records().size(); index++) {
            if (!byRecord.containsKey(index)) {
                SegmentBlock block = blocks.next();
                TenantEventParts owners =
                        parts.computeIfAbsent(owner(event.tenant(), block.origin()), _ -> new TenantEventParts());
                owners.add(event.records().get(index), block);
                byRecord.put(index, owners);
            }
        }
        decoded.documents()
                .forEach(document -> Objects.requireNonNull(byRecord.get(document.recordIndex()))
                        .add(document));
        return events(event.tenant(), parts);
    }

    private static List<TenantEvent> events(TenantId stream, Map<Optional<TenantId>, TenantEventParts> parts) {
        List<TenantEvent> events = new ArrayList<>();
        parts.forEach((owner, part) -> events.add(part.toEvent(owner.orElse(stream), owner.isPresent())));
        return events;
    }
}
