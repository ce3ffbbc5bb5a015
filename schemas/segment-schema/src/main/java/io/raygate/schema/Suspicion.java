// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Why a time is suspicious: X-Ray takes the document, but nobody finds the trace where they look for it. */
public enum Suspicion {
    /** A time before 2001 or after 2099: milliseconds, or a clock that counts from somewhere else. */
    NOT_SECONDS,
    /** {@code end_time} is before {@code start_time}. */
    END_BEFORE_START,
    /** The document started longer ago than X-Ray keeps traces. */
    TOO_OLD,
    /** The document starts after it was received. */
    IN_FUTURE,
    /**
     * The trace id carries a time of X-Ray's that is long before the document's. One in twelve random (W3C) ids looks
     * so too, and is as good as any other.
     */
    TRACE_ID_AGE
}
