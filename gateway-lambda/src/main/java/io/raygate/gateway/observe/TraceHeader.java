// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that Lambda records of an invocation, where it is sampled: {@code Root=...;Parent=...;Sampled=1} (X-Ray
 * developer guide, "Tracing header", read 2026-11-22).
 */
record TraceHeader(String traceId, String parentId) {

    private static final Pattern ROOT = Pattern.compile("(?:^|;)Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)");
    private static final Pattern PARENT = Pattern.compile("(?:^|;)Parent=([0-9a-f]{16})(?:;|$)");
    private static final Pattern SAMPLED = Pattern.compile("(?:^|;)Sampled=1(?:;|$)");

    /** Empty where the invocation is not sampled, or the header is not one. */
    static Optional<TraceHeader> parse(String header) {
        Matcher root = ROOT.matcher(header);
        Matcher parent = PARENT.matcher(header);
        if (!SAMPLED.matcher(header).find() || !root.find() || !parent.find()) {
            return Optional.empty();
        }
        return Optional.of(new TraceHeader(root.group(1), parent.group(1)));
    }

    /** Of this invocation: Lambda's Java runtime and Quarkus' loop set the property, other runtimes the variable. */
    static Optional<TraceHeader> current() {
        String property = System.getProperty("com.amazonaws.xray.traceHeader");
        String header = property == null ? System.getenv("_X_AMZN_TRACE_ID") : property;
        return header == null ? Optional.empty() : parse(header);
    }
}
