// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import io.raygate.block.BlockLimits;
import io.raygate.block.BlockReader;
import io.raygate.block.Document;
import io.raygate.block.SegmentBlock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What reached the stream.
 *
 * @param documents in all records
 * @param bytes of all records
 * @param latencyNanos from sending to the arrival of the record, of the documents that carry a stamp; ascending
 */
record Arrivals(int records, long documents, long bytes, List<Long> latencyNanos) {

    Arrivals {
        latencyNanos = latencyNanos.stream().sorted().toList();
    }

    /**
     * Reads the records.
     *
     * @throws IllegalStateException where one is not a block
     */
    static Arrivals of(List<KinesisEndpoint.Put> puts) {
        List<Long> latencyNanos = new ArrayList<>();
        long documents = 0;
        long bytes = 0;
        try (BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            for (KinesisEndpoint.Put put : puts) {
                if (!(reader.read(put.frame()) instanceof SegmentBlock block)) {
                    throw new IllegalStateException("the forwarder put a record that is not a block");
                }
                bytes += put.frame().length;
                documents += block.documents().size();
                block.documents().forEach(document -> addLatency(document, put.nanos(), latencyNanos));
            }
        }
        return new Arrivals(puts.size(), documents, bytes, latencyNanos);
    }

    /** How many documents came, each counted once: a forwarder that was killed may send some again. */
    static int distinct(List<KinesisEndpoint.Put> puts) {
        Set<String> documents = new HashSet<>();
        try (BlockReader reader = new BlockReader(BlockLimits.DEFAULT)) {
            for (KinesisEndpoint.Put put : puts) {
                if (!(reader.read(put.frame()) instanceof SegmentBlock block)) {
                    throw new IllegalStateException("the forwarder put a record that is not a block");
                }
                block.documents()
                        .forEach(document -> documents.add(new String(
                                document.content(),
                                document.offset(),
                                document.length(),
                                StandardCharsets.ISO_8859_1)));
            }
        }
        return documents.size();
    }

    /** A percentile in milliseconds, 0 where nothing arrived. */
    long latencyMillis(int percentile) {
        return latencyNanos.isEmpty() ? 0 : latencyNanos.get((latencyNanos.size() - 1) * percentile / 100) / 1_000_000;
    }

    private static void addLatency(Document document, long arrivedNanos, List<Long> latencyNanos) {
        String start = new String(
                document.content(), document.offset(), Math.min(60, document.length()), StandardCharsets.US_ASCII);
        if (start.startsWith(SteadyLoad.STAMP)) {
            String sentNanos = start.substring(SteadyLoad.STAMP.length(), start.indexOf(','));
            latencyNanos.add(arrivedNanos - Long.parseLong(sentNanos));
        }
    }
}
