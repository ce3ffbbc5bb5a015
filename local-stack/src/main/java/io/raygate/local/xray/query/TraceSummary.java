// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Annotation;
import io.raygate.local.xray.document.Facts;
import io.raygate.local.xray.document.Outcome;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.index.TraceLinks;
import io.raygate.local.xray.wire.RestJson;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One entry of GetTraceSummaries. Root causes are left empty. */
final class TraceSummary {

    /** 50 annotations are indexed for a trace: AWS X-Ray endpoints and quotas, read 2026-11-22. */
    private static final int MAX_ANNOTATIONS = 50;

    private final Trace trace;
    private final TraceLinks links;
    private final ObjectNode json = RestJson.object();

    private TraceSummary(Trace trace) {
        this.trace = trace;
        this.links = TraceLinks.of(trace);
    }

    static ObjectNode of(Trace trace) {
        return new TraceSummary(trace).write();
    }

    private ObjectNode write() {
        json.put("Id", trace.id());
        json.put("StartTime", RestJson.time(trace.start()));
        json.put("Duration", trace.duration());
        writeOutcome();
        writeRoot(trace.root());
        writeAnnotations();
        writeUsers();
        writeServices();
        writeFacts("ResourceARNs", "ARN", Facts::resourceArn);
        writeFacts("InstanceIds", "Id", Facts::instanceId);
        writeFacts("AvailabilityZones", "Name", Facts::zone);
        List.of("FaultRootCauses", "ErrorRootCauses", "ResponseTimeRootCauses").forEach(json::putArray);
        json.put("Revision", trace.revision());
        json.put("MatchedEventTime", RestJson.time(trace.updatedAt()));
        return json;
    }

    private void writeOutcome() {
        Outcome outcome = Outcome.OK;
        boolean isPartial = false;
        for (SegmentDocument document : trace.documents()) {
            outcome = outcome.or(document.contents().outcome());
            isPartial |= document.inProgress();
        }
        json.put("HasFault", outcome.fault());
        json.put("HasError", outcome.error());
        json.put("HasThrottle", outcome.throttle());
        json.put("IsPartial", isPartial);
    }

    private void writeRoot(Optional<SegmentDocument> root) {
        ObjectNode http = json.putObject("Http");
        if (root.isEmpty()) {
            return;
        }
        SegmentDocument segment = root.get();
        if (segment.span().isComplete()) {
            json.put("ResponseTime", segment.span().duration());
        }
        http.setAll(segment.facts().http().toJson());
        json.set("EntryPoint", segment.service().toJson());
    }

    private void writeAnnotations() {
        ObjectNode annotations = json.putObject("Annotations");
        int written = 0;
        for (SegmentDocument document : trace.documents()) {
            for (Annotation annotation : document.contents().annotations()) {
                if (written++ == MAX_ANNOTATIONS) {
                    return;
                }
                ObjectNode value =
                        annotations.withArrayProperty(annotation.key()).addObject();
                value.set("AnnotationValue", annotation.valueToJson());
                value.set("ServiceIds", ownerOf(document));
            }
        }
    }

    private void writeUsers() {
        Map<String, Set<ServiceId>> byUser = new LinkedHashMap<>();
        for (SegmentDocument document : trace.documents()) {
            ServiceId owner = links.owner(document);
            if (owner != null && !document.facts().user().isEmpty()) {
                byUser.computeIfAbsent(document.facts().user(), ignored -> new LinkedHashSet<>())
                        .add(owner);
            }
        }
        ArrayNode users = json.putArray("Users");
        byUser.forEach((user, owners) -> {
            ArrayNode ids = users.addObject().put("UserName", user).putArray("ServiceIds");
            owners.forEach(owner -> ids.add(owner.toJson()));
        });
    }

    private void writeServices() {
        Set<ServiceId> services = new LinkedHashSet<>();
        links.requests().forEach(request -> services.add(request.to()));
        ArrayNode ids = json.putArray("ServiceIds");
        services.forEach(service -> ids.add(service.toJson()));
    }

    private void writeFacts(String member, String field, Function<Facts, String> fact) {
        Set<String> values = new LinkedHashSet<>();
        trace.documents().forEach(document -> values.add(fact.apply(document.facts())));
        values.remove("");
        ArrayNode entries = json.putArray(member);
        values.forEach(value -> entries.addObject().put(field, value));
    }

    private ArrayNode ownerOf(SegmentDocument document) {
        ArrayNode owners = RestJson.array();
        ServiceId owner = links.owner(document);
        return owner == null ? owners : owners.add(owner.toJson());
    }
}
