// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Every reason for which a document can be refused, so that counts by reason add up. */
public enum RejectionReason {
    /** Not one well-formed JSON value (RFC 8259). */
    NOT_JSON,
    /** Well-formed, but not an object. */
    NOT_AN_OBJECT,
    /** A required field is missing. */
    MISSING_FIELD,
    /** A field has a type or form which X-Ray refuses. */
    INVALID_FIELD,
    /** The trace id is not {@code 1-}8 hex digits{@code -}24 hex digits. */
    INVALID_TRACE_ID,
    /** The id of a segment, parent, precursor or exception is not 16 hex digits. */
    INVALID_ID,
    /** A name is empty, too long, or holds characters which X-Ray refuses. */
    INVALID_NAME,
    /** An annotation key is empty, too long or misspelt, or its value is null, an object or an array. */
    INVALID_ANNOTATION,
    /** A string is longer than X-Ray stores. */
    STRING_TOO_LONG,
    /** Closed and in progress at once, or in progress and false. */
    TIME_CONFLICT,
    /** A number which no IEEE 754 double can hold, or that is written with more than 64 characters. */
    NUMBER_OUT_OF_RANGE,
    /** An object names a key twice. */
    DUPLICATE_KEY,
    /** Not UTF-8, or UTF-8 behind a byte order mark. */
    MALFORMED_TEXT,
    /** Nested deeper than {@link DocumentLimits#maxDepth()}. */
    TOO_DEEP,
    /** Larger than X-Ray takes, and no way was found to make it smaller. */
    TOO_LARGE
}
