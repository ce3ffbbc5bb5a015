// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.SegmentDocument;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Documents by trace, in memory that is bounded: when it is full the trace that came first is evicted whole. Thread-safe;
 * a reader gets immutable traces and holds the lock only while it collects them. A trace is indexed (linked, its root causes
 * worked out) when somebody reads it, or when a thousand others have changed since it did: documents that come close together
 * cost one pass, and a reader never waits for more than a thousand passes.
 */
public final class SegmentStore {

    private static final double MILLIS_PER_SECOND = 1000;
    private static final int MAX_PENDING_TRACES = 1_000;

    private final long maxBytes;
    private final int maxTraces;
    private final InstantSource clock;
    private final Predicate<String> indexed;
    private final TracesByArrival traces = new TracesByArrival();
    private final LinkedHashSet<StoredTrace> pending = new LinkedHashSet<>();
    private final StoreCounters counters = new StoreCounters();
    private long lastCall;

    /** @param indexed asked once for each trace, when it begins: one that is not indexed is kept and not found */
    public SegmentStore(long maxBytes, int maxTraces, InstantSource clock, Predicate<String> indexed) {
        this.maxBytes = maxBytes;
        this.maxTraces = maxTraces;
        this.clock = clock;
        this.indexed = indexed;
    }

    /**
     * A call that brings documents: it changes a trace once, however many of them are that trace's.
     *
     * @param at seconds since the epoch
     */
    public record Receipt(long call, double at) {}

    /** A call that is received now. */
    public Receipt receipt() {
        return receipt(clock.millis() / MILLIS_PER_SECOND);
    }

    /** A call that was received before, for example by another process. */
    public synchronized Receipt receipt(double at) {
        return new Receipt(++lastCall, at);
    }

    /** Stores the one document of a call. */
    public PutOutcome put(SegmentDocument document) {
        return put(document, receipt());
    }

    /** Stores a document; may evict traces, in the extreme the one that it belongs to. Nothing survives the process. */
    public synchronized PutOutcome put(SegmentDocument document, Receipt receipt) {
        String traceId = document.identity().traceId();
        StoredTrace trace = traces.find(traceId);
        SegmentDocument present =
                trace == null ? null : trace.find(document.identity().id());
        PutOutcome outcome = judge(present, document);
        counters.accepted(outcome);
        if (outcome == PutOutcome.ADDED || outcome == PutOutcome.REPLACED) {
            store(trace == null ? traces.open(traceId, indexed.test(traceId)) : trace, document, receipt);
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
            StoredTrace trace = traces.find(traceId);
            if (trace != null && trace.isIndexed()) {
                found.add(trace.snapshot());
            }
        }
        return found;
    }

    /** The same, those included that are not indexed. */
    public synchronized List<Trace> findAny(List<String> traceIds) {
        return traceIds.stream()
                .map(traces::find)
                .filter(Objects::nonNull)
                .map(StoredTrace::snapshot)
                .toList();
    }

    /** A trace that is found; empty where there is none. */
    public Optional<Trace> find(String traceId) {
        return find(List.of(traceId)).stream().findFirst();
    }

    /** All indexed traces, in order of arrival. Takes some milliseconds for 100,000 traces. */
    public synchronized List<Trace> all() {
        List<Trace> all = new ArrayList<>(traces.size());
        for (StoredTrace trace : traces) {
            if (trace.isIndexed()) {
                all.add(trace.snapshot());
            }
        }
        pending.clear();
        return all;
    }

    /** The newest indexed traces that came after the one with that sequence number, newest first. */
    public synchronized List<Trace> since(long sequence, int limit) {
        List<Trace> newest = new ArrayList<>();
        Iterator<StoredTrace> backwards = traces.newestFirst();
        while (backwards.hasNext() && newest.size() < limit) {
            StoredTrace trace = backwards.next();
            if (trace.sequence() <= sequence) {
                return newest;
            }
            if (trace.isIndexed()) {
                newest.add(trace.snapshot());
            }
        }
        return newest;
    }

    /** The sequence number of the newest trace; 0 before the first. */
    public synchronized long lastSequence() {
        return traces.lastSequence();
    }

    /** A number that grows with every change. */
    public synchronized long changes() {
        return counters.changes();
    }

    /** Counters and sizes of one moment; {@code put} is the sum of what became of the documents. */
    public synchronized Map<String, Object> status() {
        Map<String, Object> status = counters.status();
        status.put("stored", traces.documents());
        status.put("traces", traces.size());
        status.put("notIndexedTraces", traces.notIndexed());
        status.put("bytes", traces.bytes());
        status.put("maxBytes", maxBytes);
        status.put("maxTraces", maxTraces);
        return status;
    }

    /** What has ended stays as it is: the first completion of an id wins. */
    private static PutOutcome judge(@Nullable SegmentDocument present, SegmentDocument document) {
        if (present == null) {
            return PutOutcome.ADDED;
        }
        if (Arrays.equals(present.bytes(), document.bytes())) {
            return PutOutcome.DUPLICATE;
        }
        return present.inProgress() ? PutOutcome.REPLACED : PutOutcome.OUTDATED;
    }

    private void store(StoredTrace trace, SegmentDocument document, Receipt receipt) {
        traces.put(trace, document, receipt);
        if (trace.isIndexed()) {
            pending.add(trace);
        }
        while (traces.bytes() > maxBytes || traces.size() > maxTraces) {
            StoredTrace evicted = traces.removeOldest();
            pending.remove(evicted);
            counters.evicted(evicted.size());
        }
        if (pending.size() > MAX_PENDING_TRACES) {
            pending.removeFirst().snapshot();
        }
    }
}
