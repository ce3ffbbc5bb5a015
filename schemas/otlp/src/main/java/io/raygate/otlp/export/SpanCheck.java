// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.export;

import io.raygate.otlp.SpanRejection;
import io.raygate.otlp.export.ExportLimits.TimeLimits;
import io.raygate.otlp.read.Fields;
import io.raygate.otlp.read.MalformedException;
import java.util.Optional;

/**
 * Looks for what an endpoint would refuse a whole request for: broken messages, missing ids, and times out of range. Walks
 * over one span after the other without an object for each.
 */
final class SpanCheck {

    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;
    private static final int ERROR = 2;

    private final TimeLimits limits;
    private final long nowNanos;
    private Optional<SpanRejection> ids = Optional.empty();
    private boolean traceId;
    private boolean spanId;
    private long startNanos;
    private long endNanos;
    private boolean failed;

    /** {@code nowNanos} since the epoch. */
    SpanCheck(TimeLimits limits, long nowNanos) {
        this.limits = limits;
        this.nowNanos = nowNanos;
    }

    /** Why the span in {@code in[from, to)} cannot be sent; empty where it can. */
    Optional<SpanRejection> refusal(byte[] in, int from, int to) {
        ids = Optional.empty();
        traceId = false;
        spanId = false;
        startNanos = 0;
        endNanos = 0;
        failed = false;
        try {
            walk(new Fields(in, from, to), in);
        } catch (MalformedException e) {
            return Optional.of(SpanRejection.MALFORMED_SPAN);
        }
        if (!traceId) {
            return Optional.of(SpanRejection.INVALID_TRACE_ID);
        }
        if (!spanId) {
            return Optional.of(SpanRejection.INVALID_SPAN_ID);
        }
        return ids.or(this::time);
    }

    /** When the last span started, nanoseconds since the epoch. */
    long startNanos() {
        return startNanos;
    }

    /** When the last span ended, or started where it has not ended. */
    long lastNanos() {
        return Math.max(startNanos, endNanos);
    }

    /** Whether the last span says that it failed. */
    boolean isFailed() {
        return failed;
    }

    private Optional<SpanRejection> time() {
        if (startNanos < 0
                || endNanos < 0
                || lastNanos() - nowNanos > limits.maxAhead().toNanos()) {
            return Optional.of(SpanRejection.SPAN_IN_FUTURE);
        }
        return nowNanos - startNanos > limits.maxAge().toNanos()
                ? Optional.of(SpanRejection.SPAN_TOO_OLD)
                : Optional.empty();
    }

    private void walk(Fields span, byte[] in) {
        while (span.next()) {
            switch (span.number()) {
                case 1 -> traceId = id(span, in, TRACE_ID_BYTES);
                case 2 -> spanId = id(span, in, SPAN_ID_BYTES);
                case 4 -> parentId(span);
                case 3, 5 -> Texts.check(span, in);
                case 7 -> startNanos = span.fixed64();
                case 8 -> endNanos = span.fixed64();
                case 9 -> Texts.keyValue(span, in, 1);
                case 11 -> message(span, in, 2, 3);
                case 13 -> message(span, in, 3, 4);
                case 15 -> status(span, in);
                default -> span.skip();
            }
        }
    }

    private static boolean id(Fields span, byte[] in, int bytes) {
        int outer = span.enter();
        boolean zero = true;
        for (int at = span.position(); at < span.end(); at++) {
            zero &= in[at] == 0;
        }
        boolean valid = !zero && span.end() - span.position() == bytes;
        span.leave(outer);
        return valid;
    }

    private void parentId(Fields span) {
        int outer = span.enter();
        int bytes = span.end() - span.position();
        if (bytes != 0 && bytes != SPAN_ID_BYTES) {
            ids = Optional.of(SpanRejection.INVALID_PARENT_ID);
        }
        span.leave(outer);
    }

    /** An event or a link. */
    private static void message(Fields span, byte[] in, int text, int attributes) {
        int outer = span.enter();
        while (span.next()) {
            if (span.number() == text) {
                Texts.check(span, in);
            } else if (span.number() == attributes) {
                Texts.keyValue(span, in, 1);
            } else {
                span.skip();
            }
        }
        span.leave(outer);
    }

    private void status(Fields span, byte[] in) {
        int outer = span.enter();
        while (span.next()) {
            switch (span.number()) {
                case 2 -> Texts.check(span, in);
                case 3 -> failed = span.varint64() == ERROR;
                default -> span.skip();
            }
        }
        span.leave(outer);
    }
}
