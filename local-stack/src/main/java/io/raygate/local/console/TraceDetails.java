// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.graph.ServiceGraph;
import io.raygate.local.xray.index.RootCauses;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/** One trace: its row, the rows of its timeline, its documents with marks, its map and its root causes. */
final class TraceDetails {

    private TraceDetails() {}

    static ObjectNode of(Trace trace) {
        ObjectNode json = TraceRow.of(trace);
        json.set("rows", Timeline.of(trace));
        ArrayNode documents = json.putArray("parts");
        trace.documents().forEach(document -> documents.add(document(document)));
        json.set(
                "map",
                ServiceMap.of(
                        ServiceGraph.of(List.of(trace), id -> null),
                        List.of(trace),
                        new TimeRange(trace.start(), Double.isNaN(trace.end()) ? trace.start() : trace.end())));
        ObjectNode causes = json.putObject("causes");
        putCauses(causes, "faults", trace.causes().faults());
        putCauses(causes, "errors", trace.causes().errors());
        putCauses(causes, "responseTimes", trace.causes().responseTimes());
        return json;
    }

    private static ObjectNode document(SegmentDocument document) {
        JsonNode content = read(document);
        ObjectNode json = RestJson.object().put("id", document.identity().id());
        json.put("name", document.entity().name());
        json.put("segment", document.isSegment());
        if (document.identity().parent() == 0) {
            json.putNull("parent");
        } else {
            json.put("parent", HexFormat.of().toHexDigits(document.identity().parent()));
        }
        json.put("bytes", document.bytes().length);
        json.set("marks", Marks.of(content, document));
        json.set("document", content);
        return json;
    }

    private static void putCauses(ObjectNode json, String member, List<RootCauses.Path> causes) {
        ArrayNode list = json.putArray(member);
        causes.forEach(cause -> list.add(cause.toJson()));
    }

    private static JsonNode read(SegmentDocument document) {
        try {
            return RestJson.read(document.bytes());
        } catch (IOException e) {
            throw new IllegalStateException("A document that was read before cannot be read", e);
        }
    }
}
