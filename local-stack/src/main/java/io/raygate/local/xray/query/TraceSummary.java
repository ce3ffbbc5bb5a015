// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Annotation;
import io.raygate.local.xray.document.Outcome;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.index.RootCauses;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import java.util.List;

/** One entry of GetTraceSummaries: outcome, time and request are those of the root. */
public final class TraceSummary {

    /** 50 annotations are indexed for a trace: AWS X-Ray endpoints and quotas, read 2026-11-22. */
    private static final int MAX_ANNOTATIONS = 50;

    private final Trace trace;
    private final ObjectNode json = RestJson.object();

    private TraceSummary(Trace trace) {
        this.trace = trace;
    }

    /**
     * The summary of a trace.
     *
     * @param matchedEventTime seconds since the epoch; not a number where the query was not by events
     */
    public static ObjectNode of(Trace trace, double matchedEventTime) {
        return new TraceSummary(trace).write(matchedEventTime);
    }

    private ObjectNode write(double matchedEventTime) {
        json.put("Id", trace.id());
        json.put("StartTime", (long) Math.floor(trace.start()));
        putSeconds("Duration", trace.duration());
        putSeconds("ResponseTime", trace.responseTime());
        Outcome outcome = trace.outcome();
        json.put("HasFault", outcome.fault());
        json.put("HasError", outcome.error());
        json.put("HasThrottle", outcome.throttle());
        json.put("IsPartial", trace.partial());
        writeRoot();
        writeAnnotations();
        writeUsers();
        ArrayNode ids = json.putArray("ServiceIds");
        trace.services().forEach(service -> ids.add(service.toJson()));
        writeFacts("ResourceARNs", "ARN", trace.facts().resourceArns());
        writeFacts("InstanceIds", "Id", trace.facts().instanceIds());
        writeFacts("AvailabilityZones", "Name", trace.facts().zones());
        writeCauses("FaultRootCauses", trace.causes().faults());
        writeCauses("ErrorRootCauses", trace.causes().errors());
        writeCauses("ResponseTimeRootCauses", trace.causes().responseTimes());
        json.put("Revision", trace.revision());
        if (Double.isNaN(matchedEventTime)) {
            json.putNull("MatchedEventTime");
        } else {
            json.put("MatchedEventTime", RestJson.time(matchedEventTime));
        }
        return json;
    }

    private void putSeconds(String member, double seconds) {
        if (Double.isNaN(seconds)) {
            json.putNull(member);
        } else {
            json.put(member, seconds);
        }
    }

    private void writeRoot() {
        ObjectNode http = json.putObject("Http");
        SegmentDocument root = trace.rootOrNull();
        if (root == null) {
            json.putNull("EntryPoint");
            return;
        }
        http.setAll(root.entity().http().toJson());
        json.set("EntryPoint", root.service().toJson());
    }

    private void writeAnnotations() {
        ObjectNode annotations = json.putObject("Annotations");
        int written = 0;
        for (Annotation annotation : trace.facts().annotations()) {
            if (written++ == MAX_ANNOTATIONS) {
                return;
            }
            ObjectNode value = annotations.withArrayProperty(annotation.key()).addObject();
            value.set("AnnotationValue", annotation.valueToJson());
            value.putNull("ServiceIds");
        }
    }

    private void writeUsers() {
        ArrayNode users = json.putArray("Users");
        trace.facts()
                .users()
                .forEach(user -> users.addObject().put("UserName", user).putNull("ServiceIds"));
    }

    private void writeFacts(String member, String field, List<String> values) {
        ArrayNode entries = json.putArray(member);
        values.forEach(value -> entries.addObject().put(field, value));
    }

    private void writeCauses(String member, List<RootCauses.Path> causes) {
        ArrayNode entries = json.putArray(member);
        causes.forEach(cause -> entries.add(cause.toJson()));
    }
}
