// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

/** What becomes of a value. Where several apply, the first in this order is taken. */
public enum RedactionAction {
    /** The member is removed. */
    DROP,
    /** Strings and numbers are replaced by a keyed digest. True, false and null stay: a digest would hide nothing. */
    HASH,
    /** Strings are cut, keeping their beginning. */
    TRUNCATE
}
