// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Records of an event, opened as they are asked for, so that what an event unfolds to is bounded however small its records
 * are. A portion holds one record at least; the first record of the next one is opened with it.
 */
public final class Portions implements Iterator<Portions.Portion> {

    private final KinesisEvent event;
    private final BlockDecoder decoder;
    private final long maxBytes;
    private Optional<DecodedEvent> ahead = Optional.empty();
    private int next;

    Portions(KinesisEvent event, BlockDecoder decoder, long maxBytes) {
        this.event = event;
        this.decoder = decoder;
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean hasNext() {
        return next < event.records().size();
    }

    @Override
    public Portion next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no record is left");
        }
        List<DecodedEvent> opened = new ArrayList<>();
        List<KinesisRecord> records = new ArrayList<>();
        long bytes = 0;
        while (hasNext()) {
            KinesisRecord record = event.records().get(next);
            DecodedEvent decoded = ahead.orElseGet(() -> decoder.decode(record));
            ahead = Optional.empty();
            bytes += decoded.blocks().stream().mapToLong(Weight::of).sum();
            if (!opened.isEmpty() && bytes > maxBytes) {
                ahead = Optional.of(decoded);
                break;
            }
            opened.add(decoded);
            records.add(record);
            next++;
        }
        return new Portion(new KinesisEvent(event.tenant(), event.streamArn(), records), DecodedEvent.concat(opened));
    }

    /** Positions of records that are in no portion yet. */
    public List<Integer> rest() {
        return event.records().subList(next, event.records().size()).stream()
                .map(KinesisRecord::index)
                .toList();
    }

    /** Some records, and what is in them. */
    public record Portion(KinesisEvent event, DecodedEvent decoded) {}
}
