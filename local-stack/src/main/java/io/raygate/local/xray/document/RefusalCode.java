// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

/** Every reason for which a document is not stored, as X-Ray spells it where its spelling is known. */
public enum RefusalCode {
    /** Not JSON; the answer names no id. */
    PARSE_ERROR("ParseError"),

    /** A JSON value with no id in it, for example an array. The answer names no id. */
    MISSING_ID("MissingId"),

    INVALID_ID("InvalidId"),

    MISSING_NAME("MissingName"),

    /** With characters that a name must not have. */
    INVALID_NAME("InvalidName"),

    MISSING_TRACE_ID("MissingTraceId"),

    INVALID_TRACE_ID("InvalidTraceId"),

    MISSING_START_TIME("MissingStartTime"),

    /** Neither an end nor in progress. */
    MISSING_END_TIME("MissingEndTime"),

    /** Of a subsegment that was sent on its own. */
    MISSING_PARENT_ID("MissingParentId"),

    INVALID_PARENT_ID("InvalidParentId"),

    /** A type that is not {@code subsegment}. */
    UNKNOWN_TYPE("UnknownType"),

    IN_PROGRESS_SEGMENT_HAS_END_TIME("InProgressSegmentHasEndTime"),

    IN_PROGRESS_SUBSEGMENT_HAS_END_TIME("InProgressSubsegmentHasEndTime"),

    /** Too large. */
    INVALID_SEGMENT("InvalidSegment");

    private final String wireName;

    RefusalCode(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** What X-Ray says where it is a segment's fault. */
    String ofSegment() {
        return "Invalid segment. ErrorCode: " + wireName;
    }

    /** What X-Ray says where it is a subsegment's fault. */
    String ofSubsegment() {
        return "Invalid subsegment. ErrorCode: " + wireName + ", Cause: null";
    }

    /** What X-Ray says of a JSON value that is not an object. */
    String ofEntity() {
        return "Invalid entity. ErrorCode: " + wireName;
    }
}
