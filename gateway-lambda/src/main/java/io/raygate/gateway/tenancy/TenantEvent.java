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
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The part of an event that belongs to one tenant. Documents keep the position of their record in the whole event.
 *
 * @param event  the tenant and its records
 * @param signed false for the part of a shared stream that no tenant has signed; the tenant is then the stream's name
 */
public record TenantEvent(KinesisEvent event, DecodedEvent decoded, boolean signed) {

    /**
     * The same in parts of at most this weight, unless a single document weighs more; blocks and unreadable records are in
     * the first.
     */
    public List<TenantEvent> slices(int maxWeight, ToIntFunction<ReceivedDocument> weight) {
        List<ReceivedDocument> documents = decoded.documents();
        List<TenantEvent> slices = new ArrayList<>();
        int from = 0;
        long sum = 0;
        for (int at = 0; at < documents.size(); at++) {
            int next = weight.applyAsInt(documents.get(at));
            if (at > from && sum + next > maxWeight) {
                slices.add(slice(from, at));
                from = at;
                sum = 0;
            }
            sum += next;
        }
        slices.add(slice(from, documents.size()));
        return slices;
    }

    private TenantEvent slice(int from, int to) {
        List<ReceivedDocument> documents = decoded.documents().subList(from, to);
        DecodedEvent slice = from == 0
                ? new DecodedEvent(decoded.blocks(), documents, decoded.unreadable())
                : new DecodedEvent(List.of(), documents, List.of());
        return new TenantEvent(event, slice, signed);
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
