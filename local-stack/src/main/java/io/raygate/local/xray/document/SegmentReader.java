// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.document.Reading.Accepted;
import io.raygate.local.xray.document.Reading.Refused;
import io.raygate.local.xray.wire.RestJson;
import java.io.IOException;
import java.util.Optional;

/** Reads a document: judged, then boiled down to what is kept beside its bytes. About 15 µs for 1.5 KB; thread-safe. */
public final class SegmentReader {

    private SegmentReader() {}

    public static Reading read(byte[] document) {
        return read(document, document.length);
    }

    /** The same for a document that may be larger than PutTraceSegments takes. */
    public static Reading readAnySize(byte[] document) {
        return read(document, 0);
    }

    private static Reading read(byte[] document, int countedBytes) {
        JsonNode json;
        try {
            json = RestJson.read(document);
        } catch (IOException e) {
            return new Refused(null, RefusalCode.PARSE_ERROR, RefusalCode.PARSE_ERROR.ofSegment());
        }
        Optional<Refused> refused = SegmentJudge.judge(json, countedBytes);
        return refused.isPresent() ? refused.get() : new Accepted(extract(json, document));
    }

    private static SegmentDocument extract(JsonNode json, byte[] bytes) {
        Identity identity = new Identity(
                json.path("trace_id").textValue(),
                json.path("id").textValue(),
                EntityId.parse(json.path("parent_id").asText("")),
                SegmentJudge.isIndependent(json));
        EntityReader reader = new EntityReader();
        Entity entity = reader.read(json);
        return new SegmentDocument(
                identity,
                Names.service(entity.name(), json.path("origin").asText("")),
                Facts.of(json),
                entity,
                reader.annotations(),
                Link.of(json.path("links")),
                bytes);
    }
}
