// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.query;

import io.raygate.local.xray.index.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Chooses traces, newest first, page by page. Pure. */
public final class TraceQuery {

    private static final Comparator<Trace> OLDEST_FIRST =
            Comparator.comparingDouble(Trace::start).thenComparingLong(Trace::sequence);

    private TraceQuery() {}

    /**
     * Part of the traces that were asked for.
     *
     * @param scanned traces looked at for it
     * @param next    where the next page begins; empty where no more wanted traces follow
     */
    public record Page(List<Trace> traces, long scanned, Optional<Cursor> next) {

        public Page {
            traces = List.copyOf(traces);
        }
    }

    /** The place of a trace in the order of time; a trace that comes later does not move it. */
    public record Cursor(double start, long sequence) {

        private static Cursor of(Trace trace) {
            return new Cursor(trace.start(), trace.sequence());
        }

        private boolean isBefore(Trace trace) {
            return trace.start() < start || (trace.start() == start && trace.sequence() < sequence);
        }

        /** As text for a caller to hand back. */
        public String token() {
            return Long.toString(Double.doubleToLongBits(start), Character.MAX_RADIX)
                    + "."
                    + Long.toString(sequence, Character.MAX_RADIX);
        }

        /** Empty where it is no token of ours. */
        public static Optional<Cursor> parse(String token) {
            int dot = token.indexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            try {
                double start = Double.longBitsToDouble(Long.parseLong(token.substring(0, dot), Character.MAX_RADIX));
                long sequence = Long.parseLong(token.substring(dot + 1), Character.MAX_RADIX);
                return Optional.of(new Cursor(start, sequence));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** Up to {@code limit} wanted traces that come after the cursor; from the newest on where that is null. */
    public static Page page(List<Trace> traces, Predicate<Trace> wanted, @Nullable Cursor after, int limit) {
        PriorityQueue<Trace> newest = new PriorityQueue<>(OLDEST_FIRST);
        boolean hasMore = false;
        for (Trace trace : traces) {
            boolean isOnEarlierPage = after != null && !after.isBefore(trace);
            if (isOnEarlierPage || !wanted.test(trace)) {
                continue;
            }
            newest.add(trace);
            if (newest.size() > limit) {
                newest.remove();
                hasMore = true;
            }
        }
        List<Trace> page = new ArrayList<>(newest);
        page.sort(OLDEST_FIRST);
        Collections.reverse(page);
        return new Page(page, traces.size(), hasMore ? Optional.of(Cursor.of(page.getLast())) : Optional.empty());
    }
}
