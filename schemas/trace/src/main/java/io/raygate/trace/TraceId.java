// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.trace;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id of a trace as X-Ray writes it: {@code 1-}, 8 and 24 hexadecimal digits. */
public record TraceId(String text) {

    private static final Pattern XRAY =
            Pattern.compile("(?<![0-9a-z])1-([0-9a-f]{8})-([0-9a-f]{24})(?![0-9a-f])", Pattern.CASE_INSENSITIVE);
    private static final Pattern W3C =
            Pattern.compile("(?<![0-9a-z])([0-9a-f]{8})([0-9a-f]{24})(?![0-9a-z])", Pattern.CASE_INSENSITIVE);

    /**
     * Finds the id in what people paste: the id itself, a link of X-Ray's or our console, {@code X-Amzn-Trace-Id}, a W3C id or
     * {@code traceparent}.
     */
    public static Optional<TraceId> in(String pasted) {
        for (Pattern form : new Pattern[] {XRAY, W3C}) {
            Matcher id = form.matcher(pasted);
            if (id.find()) {
                return Optional.of(new TraceId(("1-" + id.group(1) + "-" + id.group(2)).toLowerCase(Locale.ROOT)));
            }
        }
        return Optional.empty();
    }
}
