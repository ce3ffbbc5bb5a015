// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

/** OpenTelemetry's ids as X-Ray spells them, and ids that are made: the same for the same span, always. */
public final class Ids {

    public static final int TRACE_ID_DIGITS = 32;
    public static final int SPAN_ID_DIGITS = 16;

    private Ids() {}

    /** Whether these hex digits are the id of a trace. */
    public static boolean isTraceId(String digits) {
        return digits.length() == TRACE_ID_DIGITS && !isZero(digits);
    }

    /** Whether these hex digits are the id of a span. */
    public static boolean isSpanId(String digits) {
        return digits.length() == SPAN_ID_DIGITS && !isZero(digits);
    }

    private static boolean isZero(String digits) {
        return digits.chars().allMatch(c -> c == '0');
    }

    /** {@code 1-} 8 digits {@code -} 24 digits. X-Ray asks for no time in the first eight. */
    static String xray(String traceId) {
        return "1-" + traceId.substring(0, 8) + "-" + traceId.substring(8);
    }

    /** An id that belongs to a span, other than the span's own. */
    static String derived(String traceId, String spanId, int ordinal) {
        long seed = Long.parseUnsignedLong(spanId, 16) ^ Long.parseUnsignedLong(traceId.substring(16), 16);
        long id = mix(mix(seed) + ordinal);
        String digits = Long.toHexString(id == 0 ? 1 : id);
        return "0".repeat(SPAN_ID_DIGITS - digits.length()) + digits;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, 2014): every bit of the input moves half of the output. */
    private static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
