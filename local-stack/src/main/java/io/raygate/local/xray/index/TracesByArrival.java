// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.SegmentDocument;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traces in the order in which they came, and what they take. Not thread-safe: {@link SegmentStore} guards it. */
final class TracesByArrival implements Iterable<StoredTrace> {

    /** What a trace takes beside its documents: its place in maps, its requests, facts and causes, estimated. */
    private static final int TRACE_COST_BYTES = 800;

    private final Map<String, StoredTrace> traces = new HashMap<>();
    private final ArrayDeque<StoredTrace> byArrival = new ArrayDeque<>();
    private long bytes;
    private long documents;
    private long lastSequence;
    private int notIndexed;

    @Nullable
    StoredTrace find(String traceId) {
        return traces.get(traceId);
    }

    StoredTrace open(String traceId, boolean indexed) {
        StoredTrace trace = new StoredTrace(traceId, ++lastSequence, indexed);
        traces.put(traceId, trace);
        byArrival.addLast(trace);
        bytes += TRACE_COST_BYTES;
        notIndexed += indexed ? 0 : 1;
        return trace;
    }

    /** Adds a document to a trace of these, or replaces one with the same id. */
    void put(StoredTrace trace, SegmentDocument document, SegmentStore.Receipt receipt) {
        SegmentDocument replaced = trace.put(document, receipt);
        bytes += document.costBytes() - (replaced == null ? 0 : replaced.costBytes());
        documents += replaced == null ? 1 : 0;
    }

    StoredTrace removeOldest() {
        StoredTrace oldest = byArrival.removeFirst();
        traces.remove(oldest.id());
        notIndexed -= oldest.isIndexed() ? 0 : 1;
        bytes -= oldest.costBytes() + TRACE_COST_BYTES;
        documents -= oldest.size();
        return oldest;
    }

    /** Oldest first. */
    @Override
    public Iterator<StoredTrace> iterator() {
        return byArrival.iterator();
    }

    Iterator<StoredTrace> newestFirst() {
        return byArrival.descendingIterator();
    }

    int size() {
        return byArrival.size();
    }

    long bytes() {
        return bytes;
    }

    long documents() {
        return documents;
    }

    int notIndexed() {
        return notIndexed;
    }

    long lastSequence() {
        return lastSequence;
    }
}
