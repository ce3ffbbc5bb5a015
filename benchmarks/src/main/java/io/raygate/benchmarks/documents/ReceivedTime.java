// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a forwarder would have received a document: a moment after it began, so that the gateway finds nothing suspicious. */
public final class ReceivedTime {

    private static final Pattern START = Pattern.compile("\"start_time\" *: *([0-9]{1,10})(?:[.]([0-9]{1,9}))?");
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int DIGITS_OF_NANOS = 9;
    private static final long AFTER_NANOS = 1_500_731_113;

    private ReceivedTime() {}

    /**
     * In Unix nanoseconds.
     *
     * @param document JSON with a {@code start_time} in seconds
     */
    public static long unixNanos(byte[] document) {
        Matcher start = START.matcher(new String(document, StandardCharsets.ISO_8859_1));
        if (!start.find()) {
            throw new IllegalArgumentException("a document has no start_time");
        }
        String fraction = start.group(2) == null ? "" : start.group(2);
        long nanos = Long.parseLong(fraction + "0".repeat(DIGITS_OF_NANOS - fraction.length()));
        return Long.parseLong(start.group(1)) * NANOS_PER_SECOND + nanos + AFTER_NANOS;
    }
}
