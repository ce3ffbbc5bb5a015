// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.document.Reading.Refused;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses what X-Ray is known to refuse, and no more: the gateway, not the stand-in for AWS, is the strict one. The codes
 * MissingId, InvalidTraceId, InvalidName and InvalidSegment were seen from the service; InvalidId is our guess.
 */
final class SegmentJudge {

    /** 64 KB a document: AWS X-Ray Developer Guide, "Segment documents", read 2026-11-22; the binary reading, since the service stored 65,440 bytes. */
    static final int MAX_DOCUMENT_BYTES = 65_536;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}\\s\\p{Z}_.:/%&#=+\\\\\\-@]+");
    private static final Pattern TRACE_ID = Pattern.compile("1-[0-9a-fA-F]{8}-[0-9a-fA-F]{24}");

    private SegmentJudge() {}

    static boolean isIndependent(JsonNode document) {
        return document.path("type").asText("").equals("subsegment");
    }

    /** Empty where the document may be stored. */
    static Optional<Refused> judge(JsonNode document, int bytes) {
        if (!document.isObject() || !document.path("id").isTextual()) {
            return Optional.of(new Refused(null, RefusalCode.MISSING_ID, "The segment document has no id"));
        }
        String id = document.path("id").textValue();
        return find(document, id, bytes).map(flaw -> new Refused(id, flaw.code, flaw.message));
    }

    private static Optional<Flaw> find(JsonNode document, String id, int bytes) {
        if (bytes > MAX_DOCUMENT_BYTES) {
            return flaw(RefusalCode.INVALID_SEGMENT, "Segment document is over " + MAX_DOCUMENT_BYTES + " bytes");
        }
        if (!EntityId.isValid(id)) {
            return flaw(RefusalCode.INVALID_ID, "Invalid segment. The id is not 16 hexadecimal digits");
        }
        if (!isMatch(TRACE_ID, document.path("trace_id"))) {
            return flaw(RefusalCode.INVALID_TRACE_ID, "Invalid segment. The trace_id is absent or malformed");
        }
        if (!hasLegalName(document)) {
            return flaw(RefusalCode.INVALID_NAME, "Invalid segment. The name is absent or has illegal characters");
        }
        return findInside(document);
    }

    private static Optional<Flaw> findInside(JsonNode document) {
        if (!document.path("start_time").isNumber()) {
            return flaw(RefusalCode.INVALID_SEGMENT, "Invalid segment. The start_time is not a number");
        }
        if (!document.path("end_time").isNumber()
                && !document.path("in_progress").asBoolean()) {
            return flaw(RefusalCode.INVALID_SEGMENT, "Invalid segment. It has no end_time and is not in_progress");
        }
        JsonNode parent = document.path("parent_id");
        if (!parent.isMissingNode() && !parent.isNull() && !EntityId.isValid(parent.asText(""))) {
            return flaw(RefusalCode.INVALID_SEGMENT, "Invalid segment. The parent_id is not 16 hexadecimal digits");
        }
        return findInSubsegments(document);
    }

    private static Optional<Flaw> findInSubsegments(JsonNode entity) {
        JsonNode subsegments = entity.path("subsegments");
        if (!subsegments.isArray()) {
            return subsegments.isMissingNode() || subsegments.isNull()
                    ? Optional.empty()
                    : flaw(RefusalCode.INVALID_SEGMENT, "Invalid segment. The subsegments are not a list");
        }
        for (JsonNode subsegment : subsegments) {
            if (!isText(subsegment.path("name"))) {
                return flaw(RefusalCode.INVALID_NAME, "Invalid subsegment. The name is absent");
            }
            Optional<Flaw> inner = findInSubsegments(subsegment);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    /** No set of characters is documented for the names of subsegments. The service cuts long names, and takes them. */
    private static boolean hasLegalName(JsonNode document) {
        JsonNode name = document.path("name");
        return isIndependent(document) ? isText(name) : isMatch(NAME, name);
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && !value.textValue().isEmpty();
    }

    private static boolean isMatch(Pattern pattern, JsonNode value) {
        return value.isTextual() && pattern.matcher(value.textValue()).matches();
    }

    private static Optional<Flaw> flaw(RefusalCode code, String message) {
        return Optional.of(new Flaw(code, message));
    }

    private record Flaw(RefusalCode code, String message) {}
}
