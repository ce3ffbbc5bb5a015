// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.query;

import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.index.Trace;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** How BatchGetTraces hands documents back. */
public enum DocumentStyle {
    /** Byte for byte; an independent subsegment is an entry of its own. */
    AS_SENT,

    /** As X-Ray rewrites them: independent subsegments in their segments, and a document for each inferred segment. */
    AS_XRAY;

    /** Documents by id, in order. */
    Map<String, String> write(Trace trace) {
        return switch (this) {
            case AS_SENT -> asSent(trace);
            case AS_XRAY -> RewrittenDocuments.of(trace);
        };
    }

    private static Map<String, String> asSent(Trace trace) {
        Map<String, String> documents = new LinkedHashMap<>();
        for (SegmentDocument document : trace.documents()) {
            documents.put(document.identity().id(), new String(document.bytes(), StandardCharsets.UTF_8));
        }
        return documents;
    }
}
