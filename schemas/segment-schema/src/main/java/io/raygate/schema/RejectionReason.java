// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** Every reason for which a document can be refused, so that counts by reason add up. */
public enum RejectionReason {
    /** Not one well-formed JSON value (RFC 8259). */
    NOT_JSON("write one whole JSON value; JSON has no comments and no trailing commas"),
    /** Well-formed, but not an object. */
    NOT_AN_OBJECT("write a segment or an independent subsegment as a JSON object"),
    /** A required field is missing. */
    MISSING_FIELD("add it; a segment needs name, id, trace_id, start_time, and end_time or in_progress"),
    /** A field has a type or form which X-Ray refuses. */
    INVALID_FIELD("write what the schema requires, or omit the field; times are seconds since the epoch"),
    /** The trace id is not {@code 1-}8 hex digits{@code -}24 hex digits. */
    INVALID_TRACE_ID("write 1-, 8 hex digits, -, 24 hex digits"),
    /** The id of a segment, parent, precursor or exception is not 16 hex digits. */
    INVALID_ID("write 16 hex digits"),
    /** A name is empty, too long, or holds characters which X-Ray refuses. */
    INVALID_NAME("use letters, digits, spaces and _.:/%&#=+-@ only, at most 200 characters"),
    /** An annotation key is empty, too long or misspelt, or its value is null, an object or an array. */
    INVALID_ANNOTATION(
            "use letters, digits, _ and . in keys, and strings, numbers or booleans as values; put everything else into metadata"),
    /** A string is longer than X-Ray stores. */
    STRING_TOO_LONG("shorten it, or put it in metadata"),
    /** Closed and in progress at once, or in progress and false. */
    TIME_CONFLICT("write end_time, or in_progress with the value true"),
    /** A number which no IEEE 754 double can hold, or that is written with more than 64 characters. */
    NUMBER_OUT_OF_RANGE("write a finite number of at most 64 characters"),
    /** An object names a key twice. */
    DUPLICATE_KEY("remove all but one"),
    /** Not UTF-8, or UTF-8 behind a byte order mark. */
    MALFORMED_TEXT("write it in UTF-8 without a byte order mark"),
    /** Nested deeper than {@link DocumentLimits#maxDepth()}. */
    TOO_DEEP("send the inner subsegments as independent ones"),
    /** Larger than X-Ray takes, and no way was found to make it smaller. */
    TOO_LARGE("send subsegments as independent ones, and keep large values out of metadata");

    private final String remedy;

    RejectionReason(String remedy) {
        this.remedy = remedy;
    }

    /** What helps, as the end of a sentence: it begins with a verb in lower case and has no full stop. */
    public String remedy() {
        return remedy;
    }
}
