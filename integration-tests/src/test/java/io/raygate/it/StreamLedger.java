// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.block.Document;
import io.raygate.block.SegmentBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is on a stream, by document and by producer.
 *
 * @param documentIds of all documents, once each
 * @param sequences of each producer
 * @param repeatedBlocks blocks whose producer and sequence were there already
 */
record StreamLedger(Set<String> documentIds, Map<Long, TreeSet<Long>> sequences, int repeatedBlocks) {

    private static final String ID = "\"id\":\"";
    private static final int ID_LENGTH = 16;

    static StreamLedger of(List<SegmentBlock> blocks) {
        Set<String> ids = new HashSet<>();
        Map<Long, TreeSet<Long>> sequences = new HashMap<>();
        int repeated = 0;
        for (SegmentBlock block : blocks) {
            boolean isNew = sequences
                    .computeIfAbsent(block.origin().producerId(), _ -> new TreeSet<>())
                    .add(block.sequence());
            repeated += isNew ? 0 : 1;
            block.documents().stream().map(StreamLedger::id).forEach(ids::add);
        }
        return new StreamLedger(ids, sequences, repeated);
    }

    /** Sequence numbers between 0 and a producer's last one that are not there, as {@code producer: numbers}. */
    Map<Long, Set<Long>> gaps() {
        Map<Long, Set<Long>> gaps = new HashMap<>();
        sequences.forEach((producer, present) -> {
            Set<Long> missing = new TreeSet<>();
            for (long sequence = 0; sequence < present.last(); sequence++) {
                if (!present.contains(sequence)) {
                    missing.add(sequence);
                }
            }
            if (!missing.isEmpty()) {
                gaps.put(producer, missing);
            }
        });
        return gaps;
    }

    private static String id(Document document) {
        String text = document.text();
        int begin = text.indexOf(ID) + ID.length();
        return text.substring(begin, begin + ID_LENGTH);
    }
}
