// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

/** What becomes of refused documents and records that redaction cannot read. */
public enum Unreadable {
    /** Only their size is kept. */
    WITHHOLD,
    /** They are kept as they came, and can be sent again. */
    KEEP
}
