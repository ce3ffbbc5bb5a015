// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.tenancy;

import io.raygate.gateway.decode.DecodedEvent;
import io.raygate.gateway.decode.KinesisEvent;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.decode.UnreadableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of an event that belongs to one tenant. Documents keep the position of their record in the whole event.
 *
 * @param event  the tenant and its records
 * @param signed false for the part of a shared stream that no tenant has signed; the tenant is then the stream's name
 */
public record TenantEvent(KinesisEvent event, DecodedEvent decoded, boolean signed) {

    /** The same in parts of at most this many documents; blocks and unreadable records are in the first. */
    public List<TenantEvent> slices(int maxDocuments) {
        List<ReceivedDocument> documents = decoded.documents();
        if (documents.size() <= maxDocuments) {
            return List.of(this);
        }
        List<TenantEvent> slices = new ArrayList<>();
        for (int from = 0; from < documents.size(); from += maxDocuments) {
            List<ReceivedDocument> slice = documents.subList(from, Math.min(documents.size(), from + maxDocuments));
            slices.add(new TenantEvent(
                    event,
                    from == 0
                            ? new DecodedEvent(decoded.blocks(), slice, decoded.unreadable())
                            : new DecodedEvent(List.of(), slice, List.of()),
                    signed));
        }
        return slices;
    }

    /** The same without these unreadable records. */
    public TenantEvent without(List<UnreadableRecord> records) {
        Set<Integer> indexes =
                records.stream().map(UnreadableRecord::recordIndex).collect(Collectors.toSet());
        KinesisEvent others = new KinesisEvent(
                event.tenant(),
                event.streamArn(),
                event.records().stream()
                        .filter(record -> !indexes.contains(record.index()))
                        .toList());
        List<UnreadableRecord> unreadable = decoded.unreadable().stream()
                .filter(record -> !indexes.contains(record.recordIndex()))
                .toList();
        return new TenantEvent(others, new DecodedEvent(decoded.blocks(), decoded.documents(), unreadable), signed);
    }

    /** Positions of the records of these documents, and of the unreadable records. */
    public Set<Integer> recordIndexes() {
        Set<Integer> indexes =
                decoded.documents().stream().map(ReceivedDocument::recordIndex).collect(Collectors.toSet());
        decoded.unreadable().forEach(record -> indexes.add(record.recordIndex()));
        return indexes;
    }
}
