// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.insight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.graph.ServiceGraph;
import io.raygate.local.xray.group.Group;
import io.raygate.local.xray.group.Groups;
import io.raygate.local.xray.index.SegmentStore;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import io.raygate.local.xray.wire.XRayException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The insight operations, of groups that have insights enabled. Computed anew for each call from what is stored. */
public final class InsightOperations {

    private static final int DEFAULT_RESULTS = 100;
    private static final int MAX_EVENTS = 50;
    private static final int MAX_ID_LENGTH = 100;

    private final SegmentStore store;
    private final Groups groups;
    private final InstantSource clock;

    public InsightOperations(SegmentStore store, Groups groups, InstantSource clock) {
        this.store = store;
        this.groups = groups;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "/InsightSummaries", this::summaries,
                "/Insight", this::insight,
                "/InsightEvents", this::events,
                "/InsightImpactGraph", this::impactGraph);
    }

    private ObjectNode summaries(RequestBody request) {
        TimeRange range = request.timeRange();
        boolean isOfOneGroup = request.text("GroupName").isPresent()
                || request.text("GroupARN").isPresent();
        List<Group> asked = isOfOneGroup ? List.of(groups.ofRequest(request)) : groups.all();
        List<String> states = request.member("States").isMissingNode() ? List.of() : request.requiredTexts("States");
        List<Insight> found = find(asked).stream()
                .filter(insight -> insight.start() <= range.end() && insight.end() >= range.start())
                .filter(insight -> states.isEmpty() || states.contains(insight.active() ? "ACTIVE" : "CLOSED"))
                .toList();
        return page(
                request,
                "InsightSummaries",
                found,
                DEFAULT_RESULTS,
                insight -> insight.toJson().put("LastUpdateTime", insight.end()));
    }

    private ObjectNode insight(RequestBody request) {
        ObjectNode answer = RestJson.object();
        answer.set("Insight", named(request).toJson());
        return answer;
    }

    private ObjectNode events(RequestBody request) {
        Insight insight = named(request);
        return page(request, "InsightEvents", insight.minutes().reversed(), MAX_EVENTS, insight::event);
    }

    private ObjectNode impactGraph(RequestBody request) {
        Insight insight = named(request);
        TimeRange range = request.timeRange();
        List<Trace> traces = insight.traces().stream()
                .filter(trace -> range.contains(trace.start()))
                .toList();
        ObjectNode answer = RestJson.object().put("InsightId", insight.id());
        answer.put("StartTime", RestJson.time(range.start())).put("EndTime", RestJson.time(range.end()));
        answer.put("ServiceGraphStartTime", insight.start()).put("ServiceGraphEndTime", insight.end());
        ArrayNode services = answer.putArray("Services");
        ServiceGraph.of(traces, id -> null).toJson().forEach(node -> services.add(impacted(node)));
        return answer;
    }

    private static ObjectNode impacted(JsonNode node) {
        ObjectNode service = RestJson.object();
        List.of("ReferenceId", "Type", "Name", "Names", "AccountId")
                .forEach(member -> service.set(member, node.path(member)));
        ArrayNode edges = service.putArray("Edges");
        node.path("Edges").forEach(edge -> edges.addObject().set("ReferenceId", edge.path("ReferenceId")));
        return service;
    }

    private Insight named(RequestBody request) {
        String id = request.requiredText("InsightId", MAX_ID_LENGTH);
        return find(groups.all()).stream()
                .filter(insight -> insight.id().equals(id))
                .findFirst()
                .orElseThrow(() -> XRayException.invalidRequest("Insight not found: " + id));
    }

    private List<Insight> find(List<Group> asked) {
        List<Trace> traces = store.all();
        List<Insight> found = new ArrayList<>();
        for (Group group : asked) {
            if (group.insights()) {
                found.addAll(InsightFinder.find(group, traces, clock.instant().getEpochSecond()));
            }
        }
        return found;
    }

    private static <T> ObjectNode page(
            RequestBody request, String member, List<T> all, int most, Function<T, ObjectNode> writer) {
        int limit =
                request.member("MaxResults").isMissingNode() ? most : request.requiredInteger("MaxResults", 1, most);
        int from = Math.min(all.size(), offset(request));
        int to = Math.min(all.size(), from + limit);
        ObjectNode answer = RestJson.object();
        ArrayNode entries = answer.putArray(member);
        all.subList(from, to).forEach(entry -> entries.add(writer.apply(entry)));
        if (to < all.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private static int offset(RequestBody request) {
        String token = request.text("NextToken").orElse("0");
        try {
            return Math.max(0, Integer.parseInt(token));
        } catch (NumberFormatException e) {
            throw XRayException.invalidRequest("Invalid token " + token);
        }
    }
}
