// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The suspicious times of one document: every kind, and the first {@link #MAX_LISTED} places. */
final class Suspicions {

    static final int MAX_LISTED = Verdict.Repaired.MAX_LISTED;

    private final List<SuspiciousTime> listed = new ArrayList<>();
    private final EnumSet<Suspicion> kinds = EnumSet.noneOf(Suspicion.class);

    void clear() {
        if (!listed.isEmpty()) {
            listed.clear();
            kinds.clear();
        }
    }

    void add(Suspicion suspicion, String pointer, String found, String against) {
        if (kinds.add(suspicion) || listed.size() < MAX_LISTED) {
            listed.add(new SuspiciousTime(suspicion, pointer, found, against));
        }
    }

    /** Of the document's own start_time, held against {@code now}; both in seconds since 1970. */
    void addStart(Suspicion suspicion, String pointer, double start, double now) {
        add(suspicion, pointer, text(start), "received " + text(now));
    }

    void addTraceId(String pointer, String traceId, double traceSeconds, double start) {
        add(Suspicion.TRACE_ID_AGE, pointer, traceId + " of " + text(traceSeconds), "start_time " + text(start));
    }

    List<SuspiciousTime> listed() {
        return listed.isEmpty() ? List.of() : List.copyOf(listed);
    }

    private static String text(double seconds) {
        return Instant.ofEpochSecond((long) seconds).toString();
    }
}
