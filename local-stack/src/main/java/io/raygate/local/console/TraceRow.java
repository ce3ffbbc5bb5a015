// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Http;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import java.util.Locale;

/** A trace as an event tells it. */
final class TraceRow {

    private TraceRow() {}

    static ObjectNode of(Trace trace) {
        ObjectNode json = RestJson.object().put("id", trace.id());
        json.put("start", RestJson.time(trace.start()));
        putSeconds(json, "duration", trace.duration());
        putSeconds(json, "responseTime", trace.responseTime());
        json.put("outcome", outcome(trace));
        json.put("partial", trace.partial());
        SegmentDocument root = trace.rootOrNull();
        if (root == null) {
            json.putNull("entry");
        } else {
            json.set("entry", service(root.service()));
            json.set("http", http(root.entity().http()));
        }
        json.put("user", trace.facts().users().stream().findFirst().orElse(""));
        json.put("services", trace.services().size());
        json.put("annotations", trace.facts().annotations().size());
        json.put("documents", trace.documents().size());
        json.put("revision", trace.revision());
        return json.put("updated", RestJson.time(trace.updatedAt()));
    }

    private static ObjectNode service(ServiceId service) {
        return RestJson.object().put("name", service.name()).put("type", service.type());
    }

    /** {@code ok}, {@code error}, {@code throttle}, {@code fault}; {@code unknown} while the root is missing. */
    private static String outcome(Trace trace) {
        return trace.rootOrNull() == null
                ? "unknown"
                : trace.outcome().kind().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode http(Http http) {
        ObjectNode json = RestJson.object();
        json.put("method", http.method()).put("url", http.url());
        if (http.status() == Http.UNKNOWN) {
            json.putNull("status");
        } else {
            json.put("status", http.status());
        }
        return json.put("clientIp", http.clientIp()).put("userAgent", http.userAgent());
    }

    private static void putSeconds(ObjectNode json, String member, double seconds) {
        if (Double.isNaN(seconds)) {
            json.putNull(member);
        } else {
            json.put(member, seconds);
        }
    }
}
