// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

/** A policy that cannot be used. The message names where it stands, the path in it, the value, and what to write. */
final class InvalidPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_CHARACTERS = 1_000;
    private static final String BREAKS = "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]";

    private final String message;

    InvalidPolicyException(String where, String path, String problem) {
        this(oneLine(where + ": " + (path.isEmpty() ? "" : path + ": ") + problem));
    }

    private InvalidPolicyException(String message) {
        super(message);
        this.message = message;
    }

    /**
     * Policies are quoted in log lines, and a line of a function's log that is JSON is a metric: what tenants write shall
     * not begin one.
     */
    private static String oneLine(String text) {
        String line = text.replaceAll(BREAKS, " ");
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "…";
    }

    /** The message, which is never null. */
    String message() {
        return message;
    }
}
