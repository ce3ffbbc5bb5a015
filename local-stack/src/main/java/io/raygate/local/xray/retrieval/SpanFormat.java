// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.retrieval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.XRayException;
import java.nio.charset.StandardCharsets;

/** How ListRetrievedTraces writes a trace. */
enum SpanFormat {
    /** The documents as they were sent. */
    XRAY,

    /** A span for each segment and subsegment. */
    OTEL;

    static SpanFormat of(String text) {
        return switch (text) {
            case "XRAY" -> XRAY;
            case "OTEL" -> OTEL;
            default -> throw XRayException.invalidRequest("TraceFormat must be XRAY or OTEL");
        };
    }

    ObjectNode write(Trace trace) {
        ObjectNode json = RestJson.object().put("Id", trace.id());
        if (Double.isNaN(trace.duration())) {
            json.putNull("Duration");
        } else {
            json.put("Duration", trace.duration());
        }
        ArrayNode spans = json.putArray("Spans");
        switch (this) {
            case XRAY -> writeDocuments(trace, spans);
            case OTEL -> OtelSpans.write(trace, spans);
        }
        return json;
    }

    private static void writeDocuments(Trace trace, ArrayNode spans) {
        for (SegmentDocument document : trace.documents()) {
            spans.addObject()
                    .put("Id", document.identity().id())
                    .put("Document", new String(document.bytes(), StandardCharsets.UTF_8));
        }
    }
}
