// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.page;

import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.Document;
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

    /** The documents that hold the trace's id, and those of its spans, newest block first. */
    List<SentDocument> ofTrace(String traceId) {
        List<SentDocument> found = new ArrayList<>();
        SentSpans spans = new SentSpans(traceId);
        long searched = 0;
        try (BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            for (StoredRecord record : newestFirst()) {
                searched += record.data().length;
                if (searched > config.maxSearched().asLongValue() || found.size() >= MAX_FOUND) {
                    break;
                }
                if (reader.read(record.data()) instanceof SegmentBlock block) {
                    block.documents().forEach(document -> found.addAll(of(traceId, document, block, spans)));
                }
            }
        }
        return found;
    }

    private static List<SentDocument> of(String traceId, Document document, SegmentBlock block, SentSpans spans) {
        return switch (document.kind()) {
            case XRAY_JSON ->
                isPartOf(traceId, document.text())
                        ? List.of(new SentDocument(document.body(), Optional.empty()))
                        : List.of();
            case OTLP_TRACES -> spans.of(document, sender(document, block));
        };
    }

    /** Also where the id is written as W3C does, which the gateway repairs. */
    private static boolean isPartOf(String traceId, String text) {
        return text.contains(traceId) || text.contains(traceId.substring(2).replace("-", ""));
    }

    private static String sender(Document document, SegmentBlock block) {
        return document.workload() == 0
                ? ""
                : block.workloads().get(document.workload() - 1).name();
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
