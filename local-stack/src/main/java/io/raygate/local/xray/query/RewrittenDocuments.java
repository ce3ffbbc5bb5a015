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
import java.util.HexFormat;
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
    private static final Set<String> OF_INFERRED =
            Set.of("start_time", "end_time", "in_progress", "http", "aws", "error", "fault", "throttle");

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
        List<ObjectNode> rewritten = segments.stream().map(this::rewrite).toList();
        List<ObjectNode> inferred = new ArrayList<>();
        for (Request request : trace.requests()) {
            Entity call = request.call();
            ObjectNode caller = call == null ? null : byId.get(HexFormat.of().toHexDigits(call.id()));
            if (request.kind() == Request.Kind.INFERRED && caller != null) {
                inferred.add(infer(trace.id(), caller, request.to()));
                nameResource(caller, request.to());
            }
        }
        rewritten.forEach(this::put);
        inferred.forEach(this::put);
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

    private static ObjectNode infer(String traceId, ObjectNode caller, ServiceId service) {
        String parent = caller.path("id").asText();
        String id = derivedId(traceId + parent);
        ObjectNode json =
                RestJson.object().put("id", id).put("name", caller.path("name").asText());
        for (Map.Entry<String, JsonNode> member : caller.properties()) {
            if (OF_INFERRED.contains(member.getKey())) {
                json.set(member.getKey(), member.getValue());
            }
        }
        json.put("parent_id", parent).put("trace_id", traceId).put("inferred", true);
        if (!service.type().equals("remote")) {
            json.put("origin", service.type());
        }
        if (caller.path("aws").path("operation").asText("").startsWith("SendMessage")) {
            ObjectNode queueTime = json.putArray("subsegments").addObject();
            queueTime.put("id", derivedId(id)).put("name", "QueueTime");
            queueTime.set("start_time", caller.path("start_time"));
            queueTime.set("end_time", caller.path("end_time"));
        }
        return json;
    }

    /** The same on each call, as the service's is. */
    private static String derivedId(String seed) {
        return HexFormat.of()
                .toHexDigits(UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                        .getLeastSignificantBits());
    }

    /** Where a resource was recognised, its name is that of the service. */
    private static void nameResource(ObjectNode caller, ServiceId service) {
        boolean isRecognised = !caller.path("name").asText().equals(service.name());
        if (isRecognised && caller.path("aws") instanceof ObjectNode aws) {
            aws.putArray("resource_names").add(service.name());
        }
    }

    private void put(ObjectNode document) {
        written.put(document.path("id").asText(), new String(RestJson.write(document), StandardCharsets.UTF_8));
    }

    private static ObjectNode read(SegmentDocument document) {
        try {
            return (ObjectNode) RestJson.read(document.bytes());
        } catch (IOException e) {
            throw new IllegalStateException("A document that was read before cannot be read", e);
        }
    }
}
