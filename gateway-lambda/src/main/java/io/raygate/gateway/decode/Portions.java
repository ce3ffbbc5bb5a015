// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import io.raygate.block.SegmentBlock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The records of an event, opened as they are asked for, so that what an event unfolds to is bounded however small its
 * records are. A portion holds at least one record; the first record of the next one is opened with it.
 */
public final class Portions implements Iterator<Portions.Portion> {

    private static final long DOCUMENT_BYTES = 128;
    private static final long WORKLOAD_BYTES = 512;
    private static final long LABEL_BYTES = 256;

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
            bytes += decoded.blocks().stream().mapToLong(Portions::weight).sum();
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

    /**
     * What a decoded block costs in memory, about: entries of a few bytes on the wire are objects of hundreds here.
     *
     * @return bytes of the content, which documents share, and of the entries
     */
    public static long weight(SegmentBlock block) {
        long content =
                block.documents().isEmpty() ? 0 : block.documents().getFirst().content().length;
        long labels = block.workloads().stream()
                .mapToLong(workload -> workload.labels().size())
                .sum();
        return content
                + DOCUMENT_BYTES * block.documents().size()
                + WORKLOAD_BYTES * block.workloads().size()
                + LABEL_BYTES * labels;
    }
}
