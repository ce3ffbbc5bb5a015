// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

/** Every reason for which a document is not stored, as X-Ray spells it where its spelling is known. */
public enum RefusalCode {
    /** A JSON value with no id in it, for example an array. The answer names no id. */
    MISSING_ID("MissingId"),
    INVALID_ID("InvalidId"),
    INVALID_TRACE_ID("InvalidTraceId"),
    /** Of the document or of a subsegment in it. */
    INVALID_NAME("InvalidName"),
    /** Anything else: not JSON (the answer names no id), too large, no times. */
    INVALID_SEGMENT("InvalidSegment");

    private final String wireName;

    RefusalCode(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
