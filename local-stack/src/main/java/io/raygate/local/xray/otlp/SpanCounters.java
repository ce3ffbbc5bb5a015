// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.otlp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books of the endpoint: {@code spans = storedSpans + sum(rejectedSpans)}, for the requests that were not refused as a
 * whole. Thread-safe.
 */
final class SpanCounters {

    /** Faults may name any code: further ones are counted together. */
    private static final int MAX_REASONS = 100;

    private static final String OTHER = "other";

    private final Map<String, Long> refusedRequests = new TreeMap<>();
    private final Map<String, Long> rejectedSpans = new TreeMap<>();
    private long requests;
    private long storedSpans;
    private long documents;

    synchronized void request() {
        requests++;
    }

    synchronized void refused(Refusal refusal) {
        refusedRequests.merge(refusal.type(), 1L, Long::sum);
    }

    synchronized void stored(int spans, int inDocuments) {
        storedSpans += spans;
        documents += inDocuments;
    }

    synchronized void rejected(Map<String, Integer> byReason) {
        byReason.forEach((reason, spans) -> {
            boolean shown = rejectedSpans.containsKey(reason) || rejectedSpans.size() < MAX_REASONS;
            rejectedSpans.merge(shown ? reason : OTHER, (long) spans, Long::sum);
        });
    }

    synchronized Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("requests", requests);
        status.put("refusedRequests", Map.copyOf(refusedRequests));
        status.put(
                "spans",
                storedSpans
                        + rejectedSpans.values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
        status.put("storedSpans", storedSpans);
        status.put("rejectedSpans", Map.copyOf(rejectedSpans));
        status.put("documents", documents);
        return status;
    }
}
