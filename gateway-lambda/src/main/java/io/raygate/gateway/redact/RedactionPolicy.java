// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

/**
 * Rules for what leaves the gateway.
 *
 * @param rules     of platform and tenant, for documents that are sent and for those that are kept
 * @param leaving   for those that are sent: the rules, and the drop of what only the gateway may say
 * @param withholds whether of refused documents and records that redaction cannot read only the size is kept
 */
public record RedactionPolicy(Redaction rules, Redaction leaving, boolean withholds) {

    /** No rules. */
    public static final RedactionPolicy NONE = of(Redaction.NONE, Unreadable.WITHHOLD);

    /** The platform's rules alone. */
    public static RedactionPolicy of(Redaction platform, Unreadable unreadable) {
        return new RedactionPolicy(platform, platform, !platform.isEmpty() && unreadable == Unreadable.WITHHOLD);
    }
}
