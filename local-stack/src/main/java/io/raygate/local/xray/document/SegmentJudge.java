// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.document.Reading.Refused;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what X-Ray is known to refuse, and no more: the gateway, not the stand-in for AWS, is the strict one. The codes
 * ParseError, MissingId, MissingStartTime, InvalidTraceId, InvalidName and InvalidSegment were seen from the service; the
 * others follow their pattern.
 */
final class SegmentJudge {

    /** 64 KB a document: AWS X-Ray Developer Guide, "Segment documents", read 2026-11-22; the binary reading, since the service stored 65,440 bytes. */
    static final int MAX_DOCUMENT_BYTES = 65_536;

    /** Longer names are cut: AWS X-Ray Developer Guide, "Segment documents", read 2026-11-27. */
    private static final int MAX_NAME_LENGTH = 200;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}\\s\\p{Z}_.:/%&#=+\\\\\\-@]+");

    private SegmentJudge() {}

    static boolean isIndependent(JsonNode document) {
        return document.path("type").asText("").equals("subsegment");
    }

    static String cutName(String name) {
        return name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name;
    }

    /** Empty where the document may be stored. */
    static Optional<Refused> judge(JsonNode document, int bytes) {
        if (!document.isObject()) {
            return Optional.of(new Refused(null, RefusalCode.MISSING_ID, RefusalCode.MISSING_ID.ofEntity()));
        }
        boolean independent = isIndependent(document);
        if (!document.path("id").isTextual()) {
            return Optional.of(refused(null, RefusalCode.MISSING_ID, independent));
        }
        String id = document.path("id").textValue();
        RefusalCode own = find(document, id, bytes, independent);
        if (own != null) {
            return Optional.of(refused(id, own, independent));
        }
        RefusalCode inside = findInSubsegments(document);
        return inside == null ? Optional.empty() : Optional.of(refused(id, inside, true));
    }

    private static Refused refused(@Nullable String id, RefusalCode code, boolean isSubsegment) {
        return new Refused(id, code, isSubsegment ? code.ofSubsegment() : code.ofSegment());
    }

    private static @Nullable RefusalCode find(JsonNode document, String id, int bytes, boolean independent) {
        if (bytes > MAX_DOCUMENT_BYTES) {
            return RefusalCode.INVALID_SEGMENT;
        }
        if (!EntityId.isValid(id)) {
            return RefusalCode.INVALID_ID;
        }
        RefusalCode ofTrace = findInTraceId(document.path("trace_id"));
        if (ofTrace != null) {
            return ofTrace;
        }
        RefusalCode ofName = findInName(document.path("name"), independent);
        if (ofName != null) {
            return ofName;
        }
        RefusalCode ofTimes = findInTimes(document, independent);
        return ofTimes == null ? findInParent(document, independent) : ofTimes;
    }

    private static @Nullable RefusalCode findInTraceId(JsonNode traceId) {
        if (!isText(traceId)) {
            return RefusalCode.MISSING_TRACE_ID;
        }
        return TraceIds.isValid(traceId.textValue()) ? null : RefusalCode.INVALID_TRACE_ID;
    }

    /** No set of characters is documented for the names of subsegments. */
    private static @Nullable RefusalCode findInName(JsonNode name, boolean independent) {
        if (!isText(name)) {
            return RefusalCode.MISSING_NAME;
        }
        return independent || NAME.matcher(name.textValue()).matches() ? null : RefusalCode.INVALID_NAME;
    }

    /** An end before the start is taken. */
    private static @Nullable RefusalCode findInTimes(JsonNode document, boolean independent) {
        if (!document.path("start_time").isNumber()) {
            return RefusalCode.MISSING_START_TIME;
        }
        boolean ended = document.path("end_time").isNumber();
        boolean inProgress = document.path("in_progress").asBoolean();
        if (!ended && !inProgress) {
            return RefusalCode.MISSING_END_TIME;
        }
        if (!ended || !inProgress) {
            return null;
        }
        return independent
                ? RefusalCode.IN_PROGRESS_SUBSEGMENT_HAS_END_TIME
                : RefusalCode.IN_PROGRESS_SEGMENT_HAS_END_TIME;
    }

    private static @Nullable RefusalCode findInParent(JsonNode document, boolean independent) {
        JsonNode type = document.path("type");
        if (!isAbsent(type) && !independent) {
            return RefusalCode.UNKNOWN_TYPE;
        }
        JsonNode parent = document.path("parent_id");
        if (isAbsent(parent)) {
            return independent ? RefusalCode.MISSING_PARENT_ID : null;
        }
        return EntityId.isValid(parent.asText("")) ? null : RefusalCode.INVALID_PARENT_ID;
    }

    /** Subsegments that are not a list are read over. */
    private static @Nullable RefusalCode findInSubsegments(JsonNode entity) {
        JsonNode subsegments = entity.path("subsegments");
        if (!subsegments.isArray()) {
            return null;
        }
        for (JsonNode subsegment : subsegments) {
            if (!isText(subsegment.path("name"))) {
                return RefusalCode.MISSING_NAME;
            }
            RefusalCode inner = findInSubsegments(subsegment);
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty();
    }
}
