// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.SegmentDocument;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Documents by trace, in memory that is bounded: when it is full the trace that came first is evicted whole. Thread-safe;
 * a reader gets immutable snapshots and holds the lock only while it collects them.
 */
public final class SegmentStore {

    private static final double MILLIS_PER_SECOND = 1000;

    private final long maxBytes;
    private final int maxTraces;
    private final InstantSource clock;
    private final Predicate<String> indexed;
    private final Map<String, StoredTrace> traces = new HashMap<>();
    private final TreeMap<Long, StoredTrace> byArrival = new TreeMap<>();
    private final StoreCounters counters = new StoreCounters();
    private long bytes;
    private long documents;
    private long lastSequence;
    private int notIndexed;

    /** @param indexed asked once for each trace, when it begins: one that is not indexed is kept and not found */
    public SegmentStore(long maxBytes, int maxTraces, InstantSource clock, Predicate<String> indexed) {
        this.maxBytes = maxBytes;
        this.maxTraces = maxTraces;
        this.clock = clock;
        this.indexed = indexed;
    }

    /** Stores a document; may evict traces, in the extreme the one that it belongs to. Nothing survives the process. */
    public synchronized PutOutcome put(SegmentDocument document) {
        String traceId = document.identity().traceId();
        StoredTrace trace = traces.get(traceId);
        SegmentDocument present =
                trace == null ? null : trace.find(document.identity().id());
        PutOutcome outcome = judge(present, document);
        counters.accepted(outcome);
        if (outcome == PutOutcome.ADDED || outcome == PutOutcome.REPLACED) {
            store(trace == null ? open(traceId) : trace, present, document);
        }
        return outcome;
    }

    /** Counts a document that was not stored, by the code with which it was refused. */
    public synchronized void refuse(String code) {
        counters.refused(code);
    }

    /** The traces that are found, in the order in which they were asked for. */
    public synchronized List<Trace> find(List<String> traceIds) {
        List<Trace> found = new ArrayList<>(traceIds.size());
        for (String traceId : traceIds) {
            StoredTrace trace = traces.get(traceId);
            if (trace != null && trace.isIndexed()) {
                found.add(trace.snapshot());
            }
        }
        return found;
    }

    /** Up to {@code limit} traces that arrived after the one with the sequence {@code after}, oldest first. */
    public synchronized TracePage page(long after, int limit, Predicate<Trace> wanted) {
        List<Trace> found = new ArrayList<>();
        long scanned = 0;
        for (StoredTrace stored : byArrival.tailMap(after, false).values()) {
            Trace trace = stored.snapshot();
            boolean isWanted = stored.isIndexed() && wanted.test(trace);
            if (isWanted && found.size() == limit) {
                return new TracePage(found, scanned, true);
            }
            scanned++;
            if (isWanted) {
                found.add(trace);
            }
        }
        return new TracePage(found, scanned, false);
    }

    /** All indexed traces, oldest first. Takes about 10 ms for 100,000 traces. */
    public synchronized List<Trace> all() {
        List<Trace> all = new ArrayList<>(byArrival.size());
        byArrival.values().stream().filter(StoredTrace::isIndexed).forEach(trace -> all.add(trace.snapshot()));
        return all;
    }

    /** Counters and sizes of one moment; {@code put} is the sum of what became of the documents. */
    public synchronized Map<String, Object> status() {
        Map<String, Object> status = counters.status();
        status.put("stored", documents);
        status.put("traces", traces.size());
        status.put("notIndexedTraces", notIndexed);
        status.put("bytes", bytes);
        status.put("maxBytes", maxBytes);
        status.put("maxTraces", maxTraces);
        return status;
    }

    private static PutOutcome judge(@Nullable SegmentDocument present, SegmentDocument document) {
        if (present == null) {
            return PutOutcome.ADDED;
        }
        if (Arrays.equals(present.bytes(), document.bytes())) {
            return PutOutcome.DUPLICATE;
        }
        return document.inProgress() && !present.inProgress() ? PutOutcome.OUTDATED : PutOutcome.REPLACED;
    }

    private StoredTrace open(String traceId) {
        long sequence = ++lastSequence;
        StoredTrace trace = new StoredTrace(traceId, sequence, indexed.test(traceId));
        traces.put(traceId, trace);
        byArrival.put(sequence, trace);
        notIndexed += trace.isIndexed() ? 0 : 1;
        return trace;
    }

    private void store(StoredTrace trace, @Nullable SegmentDocument present, SegmentDocument document) {
        trace.put(document, clock.millis() / MILLIS_PER_SECOND);
        bytes += document.costBytes() - (present == null ? 0 : present.costBytes());
        documents += present == null ? 1 : 0;
        while (bytes > maxBytes || traces.size() > maxTraces) {
            evictOldest();
        }
    }

    private void evictOldest() {
        StoredTrace oldest = byArrival.pollFirstEntry().getValue();
        traces.remove(oldest.id());
        notIndexed -= oldest.isIndexed() ? 0 : 1;
        bytes -= oldest.costBytes();
        documents -= oldest.size();
        counters.evicted(oldest.size());
    }
}
