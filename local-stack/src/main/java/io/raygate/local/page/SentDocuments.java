// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.Document;
import io.raygate.block.DocumentKind;
import io.raygate.block.SegmentBlock;
import io.raygate.local.PageConfig;
import io.raygate.local.kinesis.StoredRecord;
import io.raygate.local.kinesis.StreamReader;
import io.raygate.local.lambda.EventSourceMappingConfig;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds documents in the blocks that the streams still hold. Costs a decompression of what is searched, at most
 * {@link PageConfig#maxSearched()} of compressed blocks. Thread-safe.
 */
@Singleton
final class SentDocuments {

    /** Records that are listed at a time. */
    private static final int PAGE = 1_000;

    /** A trace with more documents is shown with those that were found first. */
    private static final int MAX_FOUND = 10_000;

    private final StreamReader streams;
    private final EventSourceMappingConfig mapping;
    private final PageConfig config;

    SentDocuments(StreamReader streams, EventSourceMappingConfig mapping, PageConfig config) {
        this.streams = streams;
        this.mapping = mapping;
        this.config = config;
    }

    /** The X-Ray documents that hold the trace's id, as text, newest block first; OpenTelemetry's are not among them. */
    List<String> ofTrace(String traceId) {
        List<String> found = new ArrayList<>();
        long searched = 0;
        try (BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            for (StoredRecord record : newestFirst()) {
                searched += record.data().length;
                if (searched > config.maxSearched().asLongValue() || found.size() >= MAX_FOUND) {
                    break;
                }
                if (reader.read(record.data()) instanceof SegmentBlock block) {
                    collect(block, traceId, found);
                }
            }
        }
        return found;
    }

    private static void collect(SegmentBlock block, String traceId, List<String> found) {
        for (Document document : block.documents()) {
            String text = document.kind() == DocumentKind.XRAY_JSON ? document.text() : "";
            if (text.contains(traceId)) {
                found.add(text);
            }
        }
    }

    private List<StoredRecord> newestFirst() {
        List<StoredRecord> records = new ArrayList<>();
        for (String stream : mapping.streams()) {
            streams.shardIds(stream).forEach(shard -> list(stream, shard, records));
        }
        records.sort(Comparator.comparing(StoredRecord::approximateArrival).reversed());
        return records;
    }

    private void list(String stream, String shard, List<StoredRecord> records) {
        Optional<String> after = Optional.empty();
        while (true) {
            List<StoredRecord> page = streams.read(stream, shard, after, PAGE, Long.MAX_VALUE);
            if (page.isEmpty()) {
                return;
            }
            records.addAll(page);
            after = Optional.of(page.getLast().sequenceNumber());
        }
    }
}
