// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.AppliedRepair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the times of a document can be. Nothing here refuses one: X-Ray takes any number. What is beyond doubt,
 * milliseconds for seconds, is repaired; the rest is suspicious. Costs some compares an entity, and allocates nothing
 * where all is well.
 */
final class TimeRules {

    /** 2001-01-01 and 2100-01-01: times outside are no seconds since 1970. */
    private static final double FIRST_SECOND = 978_307_200;

    private static final double LAST_SECOND = 4_102_444_800.0;

    /** 2015-12-01, when X-Ray was shown for the first time: an id with an earlier time is random. */
    private static final double FIRST_TRACE_ID = 1_448_928_000;

    private static final double MILLIS = 1_000;

    /** Two times of one trace lie less than a day from each other, or do not prove each other right. */
    private static final double NEAR_SECONDS = 86_400;

    /** An entity with times that cannot be. The numbers stand at {@code [from, to)}; 0 where there is none. */
    private record Odd(String pointer, boolean root, Time start, Time end) {}

    private record Time(String field, int from, int to, double value) {

        boolean isPresent() {
            return from > 0;
        }

        boolean isSeconds() {
            return !isPresent() || TimeRules.isSeconds(value);
        }

        /** In seconds, if it is in seconds or milliseconds. */
        double seconds() {
            return isSeconds() ? value : value / MILLIS;
        }
    }

    private final JsonScanner scanner;
    private final Fixes fixes;
    private final DocumentOffsets offsets;
    private final Suspicions suspicions = new Suspicions();
    private final List<Odd> odd = new ArrayList<>();
    private int rootFrom;
    private int rootTo;

    TimeRules(JsonScanner scanner, Fixes fixes, DocumentOffsets offsets) {
        this.scanner = scanner;
        this.fixes = fixes;
        this.offsets = offsets;
    }

    void clear() {
        suspicions.clear();
        if (!odd.isEmpty()) {
            odd.clear();
        }
        rootFrom = 0;
    }

    /** What was found in the document, and once it was {@link #received}. */
    Suspicions suspicions() {
        return suspicions;
    }

    /** An entity is read; the document itself comes last. {@code outer} is the depth of what holds it. */
    void entity(Frame frame, int outer) {
        if (frame.startFrom == 0) {
            return;
        }
        if (!UsualTimes.ordered(scanner.in, frame)) {
            look(frame, outer);
        }
        if (outer == 0) {
            rootFrom = frame.startFrom;
            rootTo = frame.startTo;
            if (!odd.isEmpty()) {
                judge(frame);
            }
        }
    }

    private void look(Frame frame, int outer) {
        double start = value(frame.startFrom, frame.startTo);
        double end = frame.endFrom == 0 ? start : value(frame.endFrom, frame.endTo);
        if (!isSeconds(start) || !isSeconds(end) || end < start) {
            odd(frame, outer, start, end);
        }
    }

    private double value(int from, int to) {
        return JsonNumber.value(scanner.in, from, to);
    }

    private void odd(Frame frame, int outer, double start, double end) {
        String pointer = odd.size() < Suspicions.MAX_LISTED ? fixes.path().pointer(outer) : "";
        odd.add(new Odd(
                pointer,
                outer == 0,
                new Time("start_time", frame.startFrom, frame.startTo, start),
                new Time("end_time", frame.endFrom, frame.endTo, end)));
    }

    /** {@code root} is the document's frame. */
    private void judge(Frame root) {
        double start = value(root.startFrom, root.startTo);
        double end = root.endFrom == 0 ? start : value(root.endFrom, root.endTo);
        Odd last = odd.get(odd.size() - 1);
        if (last.root) {
            boolean right = judge(last, traceSeconds(), traceSeconds());
            start = right ? last.start.seconds() : 0;
            end = last.end.isPresent() ? last.end.seconds() : start;
        }
        for (Odd entity : odd) {
            if (!entity.root) {
                judge(entity, start, Math.max(start, end));
            }
        }
    }

    /**
     * {@code first} and {@code last} are between which its times would be if they were right; true where they are
     * seconds, if only now.
     */
    private boolean judge(Odd entity, double first, double last) {
        boolean seconds = entity.start.isSeconds() && entity.end.isSeconds();
        boolean divided = !seconds && isMillis(entity, first, last);
        if (divided) {
            divide(entity, entity.start);
            divide(entity, entity.end);
        } else {
            suspect(entity, entity.start);
            suspect(entity, entity.end);
        }
        suspectOrder(entity);
        return seconds || divided;
    }

    private boolean isMillis(Odd entity, double first, double last) {
        return fixes.isRepairing() && isNear(entity.start, first, last) && isNear(entity.end, first, last);
    }

    private void suspectOrder(Odd entity) {
        if (entity.end.isPresent() && entity.end.seconds() < entity.start.seconds()) {
            String against = "start_time " + text(entity.start);
            suspicions.add(Suspicion.END_BEFORE_START, entity.pointer + "/end_time", text(entity.end), against);
        }
    }

    private static boolean isNear(Time time, double first, double last) {
        double seconds = time.seconds();
        return !time.isPresent()
                || (isSeconds(seconds) && seconds > first - NEAR_SECONDS && seconds < last + NEAR_SECONDS);
    }

    private void divide(Odd entity, Time time) {
        if (time.isSeconds()) {
            return;
        }
        String before = text(time);
        String after = new BigDecimal(before).movePointLeft(3).toPlainString();
        fixes.edits().replace(time.from, time.to, after);
        fixes.note(new AppliedRepair(Repair.DIVIDED_MILLISECONDS, entity.pointer + "/" + time.field, before, after));
    }

    private void suspect(Odd entity, Time time) {
        if (!time.isSeconds()) {
            String against = entity.root ? "trace_id " + traceId() : "start_time " + scanner.text(rootFrom, rootTo);
            suspicions.add(Suspicion.NOT_SECONDS, entity.pointer + "/" + time.field, text(time), against);
        }
    }

    /** Holds the document against its trace id, and against when it was received, in seconds since 1970; 0 is unknown. */
    void received(double at, TimeLimits limits) {
        double start = rootFrom == 0 ? 0 : value(rootFrom, rootTo);
        if (!isSeconds(start)) {
            return;
        }
        double maxAge = limits.maxAge().toSeconds();
        double traceSeconds = traceSeconds();
        if (traceSeconds >= FIRST_TRACE_ID && traceSeconds < start - maxAge) {
            suspicions.addTraceId(pointer("trace_id"), traceId(), traceSeconds, start);
        }
        if (at > 0 && start < at - maxAge) {
            suspicions.addStart(Suspicion.TOO_OLD, pointer("start_time"), start, at);
        } else if (at > 0 && start > at + limits.maxAhead().toSeconds()) {
            suspicions.addStart(Suspicion.IN_FUTURE, pointer("start_time"), start, at);
        }
    }

    private String pointer(String field) {
        return fixes.path().pointer(0) + "/" + field;
    }

    /** The time within an id of X-Ray's form; 0 in others, which are about to be rewritten. */
    private double traceSeconds() {
        long seconds = 0;
        int at = offsets.traceId;
        if (at < 0 || at + 10 > scanner.end || scanner.in[at] != '1' || scanner.in[at + 1] != '-') {
            return 0;
        }
        for (int i = at + 2; i < at + 10; i++) {
            seconds = (seconds << 4) | Math.max(0, Hex.digit(scanner.in[i]));
        }
        return seconds;
    }

    private String traceId() {
        int at = offsets.traceId;
        return at < 0 ? "" : scanner.text(at, Math.min(at + 35, scanner.end));
    }

    private String text(Time time) {
        return scanner.text(time.from, time.to);
    }

    private static boolean isSeconds(double value) {
        return value >= FIRST_SECOND && value < LAST_SECOND;
    }
}
