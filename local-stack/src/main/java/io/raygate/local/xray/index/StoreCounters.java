// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books of the store: {@code put = added + replaced + duplicates + outdated + sum(unprocessed)} and
 * {@code added = stored + evictedDocuments}. Not thread-safe: {@link SegmentStore} guards it.
 */
final class StoreCounters {

    /** Faults may name any code: further ones are counted together. */
    private static final int MAX_CODES = 100;

    private static final String OTHER = "other";

    private final Map<PutOutcome, Long> accepted = new EnumMap<>(PutOutcome.class);
    private final Map<String, Long> refused = new TreeMap<>();
    private long put;
    private long evictedTraces;
    private long evictedDocuments;

    void accepted(PutOutcome outcome) {
        put++;
        accepted.merge(outcome, 1L, Long::sum);
    }

    void refused(String code) {
        put++;
        boolean shown = refused.containsKey(code) || refused.size() < MAX_CODES;
        refused.merge(shown ? code : OTHER, 1L, Long::sum);
    }

    void evicted(int documents) {
        evictedTraces++;
        evictedDocuments += documents;
    }

    /** Documents that were taken or refused, and traces that went. */
    long changes() {
        return put + evictedTraces;
    }

    Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("put", put);
        status.put("added", count(PutOutcome.ADDED));
        status.put("replaced", count(PutOutcome.REPLACED));
        status.put("duplicates", count(PutOutcome.DUPLICATE));
        status.put("outdated", count(PutOutcome.OUTDATED));
        status.put("unprocessed", Map.copyOf(refused));
        status.put("evictedTraces", evictedTraces);
        status.put("evictedDocuments", evictedDocuments);
        return status;
    }

    private long count(PutOutcome outcome) {
        return accepted.getOrDefault(outcome, 0L);
    }
}
