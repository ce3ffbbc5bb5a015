// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Entity;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.index.Request;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A trace's documents as X-Ray returns them: id, name and start first; independent subsegments before the inline ones of
 * their parent; {@code http.request.traced} and empty exception stacks dropped; a document for each inferred segment.
 */
final class RewrittenDocuments {

    private static final List<String> FIRST_MEMBERS = List.of("id", "name", "start_time");
    private static final Set<String> OF_INDEPENDENT = Set.of("type", "parent_id", "trace_id");

    private final Map<String, ObjectNode> byId = new HashMap<>();
    private final Map<String, List<ObjectNode>> independent = new HashMap<>();
    private final Map<String, String> written = new LinkedHashMap<>();

    private RewrittenDocuments() {}

    static Map<String, String> of(Trace trace) {
        return new RewrittenDocuments().write(trace);
    }

    private Map<String, String> write(Trace trace) {
        List<ObjectNode> segments = new ArrayList<>();
        for (SegmentDocument document : trace.documents()) {
            ObjectNode json = read(document);
            if (document.isSegment()) {
                segments.add(json);
            } else {
                String parent = json.path("parent_id").asText("");
                independent
                        .computeIfAbsent(parent, ignored -> new ArrayList<>())
                        .add(json.remove(OF_INDEPENDENT));
            }
        }
        for (ObjectNode segment : segments) {
            ObjectNode rewritten = rewrite(segment);
            written.put(rewritten.path("id").asText(), text(rewritten));
        }
        for (Request request : trace.requests()) {
            Entity call = request.call();
            if (request.kind() == Request.Kind.INFERRED && call != null) {
                putInferred(trace.id(), call, request.to());
            }
        }
        return written;
    }

    private ObjectNode rewrite(ObjectNode entity) {
        ObjectNode rewritten = RestJson.object();
        for (String member : FIRST_MEMBERS) {
            if (entity.has(member)) {
                rewritten.set(member, plain(member, entity.get(member)));
            }
        }
        for (Map.Entry<String, JsonNode> member : entity.properties()) {
            boolean isLater =
                    !FIRST_MEMBERS.contains(member.getKey()) && !member.getKey().equals("subsegments");
            if (isLater) {
                rewritten.set(member.getKey(), plain(member.getKey(), member.getValue()));
            }
        }
        addSubsegments(entity, rewritten);
        byId.put(rewritten.path("id").asText(""), rewritten);
        return rewritten;
    }

    private void addSubsegments(ObjectNode entity, ObjectNode rewritten) {
        ArrayNode subsegments = RestJson.array();
        List<ObjectNode> sentAlone = independent.remove(entity.path("id").asText(""));
        if (sentAlone != null) {
            sentAlone.forEach(subsegment -> subsegments.add(rewrite(subsegment)));
        }
        for (JsonNode subsegment : entity.path("subsegments")) {
            if (subsegment instanceof ObjectNode object) {
                subsegments.add(rewrite(object));
            }
        }
        if (!subsegments.isEmpty()) {
            rewritten.set("subsegments", subsegments);
        }
    }

    private static JsonNode plain(String member, JsonNode value) {
        if (member.endsWith("_time") && value.isNumber()) {
            return RestJson.number(value.doubleValue());
        }
        if (member.equals("http") && value.path("request") instanceof ObjectNode request) {
            request.remove("traced");
        }
        if (member.equals("cause")) {
            for (JsonNode thrown : value.path("exceptions")) {
                if (thrown.path("stack").isEmpty() && thrown instanceof ObjectNode object) {
                    object.remove("stack");
                }
            }
        }
        return value;
    }

    private void putInferred(String traceId, Entity call, ServiceId service) {
        String parent = "%016x".formatted(call.id());
        ObjectNode caller = byId.get(parent);
        if (caller == null) {
            return;
        }
        // the same on each call, as the service's is
        byte[] seed = (traceId + parent).getBytes(StandardCharsets.UTF_8);
        String id = "%016x".formatted(UUID.nameUUIDFromBytes(seed).getLeastSignificantBits());
        ObjectNode json = RestJson.object().put("id", id).put("name", service.name());
        caller.properties().stream()
                .filter(member -> Set.of(
                                "start_time", "end_time", "in_progress", "http", "aws", "error", "fault", "throttle")
                        .contains(member.getKey()))
                .forEach(member -> json.set(member.getKey(), member.getValue()));
        json.put("parent_id", parent).put("trace_id", traceId).put("inferred", true);
        if (!service.type().equals("remote")) {
            json.put("origin", service.type());
        }
        written.put(id, text(json));
    }

    private static ObjectNode read(SegmentDocument document) {
        try {
            return (ObjectNode) RestJson.read(document.bytes());
        } catch (IOException e) {
            throw new IllegalStateException("A document that was read before cannot be read", e);
        }
    }

    private static String text(ObjectNode json) {
        return new String(RestJson.write(json), StandardCharsets.UTF_8);
    }
}
