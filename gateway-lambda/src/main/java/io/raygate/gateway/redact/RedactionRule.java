// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

/**
 * What is to become of the values at a path.
 *
 * @param length characters that {@link RedactionAction#TRUNCATE} keeps
 */
public record RedactionRule(RedactionPath path, RedactionAction action, int length) {

    /** Characters kept where a rule does not say. */
    public static final int DEFAULT_LENGTH = 16;

    /**
     * Checks that the rule leaves documents valid.
     *
     * @throws IllegalArgumentException where it cannot; the message tells what to write
     */
    public RedactionRule {
        if (length < 0) {
            throw new IllegalArgumentException("length=" + length + "; write 0 or more");
        }
        if (path.names().getFirst().equals("subsegments")) {
            throw new IllegalArgumentException(
                    "begins with subsegments; leave that out: every path starts at each subsegment, too");
        }
        if (path.endsWithName()) {
            Fixed.refuse(path, action);
        }
    }
}
