// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.index.Request;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.index.TraceLinks;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes and edges of the requests of many traces. A few microseconds a segment; not thread-safe. */
final class ServiceGraph {

    private final Map<ServiceId, Node> nodes = new LinkedHashMap<>();

    /** The graph of the requests whose end (or start, while they run) on the called side lies within the range. */
    static ServiceGraph of(List<Trace> traces, TimeRange range) {
        ServiceGraph graph = new ServiceGraph();
        for (Trace trace : traces) {
            for (Request request : TraceLinks.of(trace).requests()) {
                if (range.contains(request.callee().eventTime())) {
                    graph.add(request);
                }
            }
        }
        return graph;
    }

    /** The member {@code Services} of GetServiceGraph and GetTraceGraph. */
    ArrayNode toJson() {
        ArrayNode services = RestJson.array();
        nodes.values().forEach(node -> services.add(toJson(node)));
        return services;
    }

    private void add(Request request) {
        Node from = node(request.from());
        Node to = node(request.to());
        from.edges.computeIfAbsent(to, ignored -> new Tally()).add(request.caller());
        to.tally.add(request.callee());
        to.sendsSegments |= request.kind() != Request.Kind.INFERRED;
        to.isRoot |= request.kind() == Request.Kind.ENTRY;
        if (from.id.isClient()) {
            from.tally.add(request.caller());
        } else {
            from.sendsSegments = true;
        }
    }

    private Node node(ServiceId id) {
        return nodes.computeIfAbsent(id, ignored -> new Node(id, nodes.size()));
    }

    private static ObjectNode toJson(Node node) {
        ObjectNode json = node.id.toJson();
        json.put("ReferenceId", node.referenceId);
        json.put("State", node.sendsSegments ? "active" : "unknown");
        if (node.isRoot) {
            json.put("Root", true);
        }
        node.tally.putTimes(json);
        ArrayNode edges = json.putArray("Edges");
        node.edges.forEach((to, tally) -> edges.add(toJson(to, tally)));
        if (!node.id.isClient()) {
            json.set("SummaryStatistics", node.tally.statistics());
            json.set("DurationHistogram", node.tally.histogram().toJson());
            json.set("ResponseTimeHistogram", node.tally.histogram().toJson());
        }
        return json;
    }

    private static ObjectNode toJson(Node to, Tally tally) {
        ObjectNode json = RestJson.object().put("ReferenceId", to.referenceId);
        tally.putTimes(json);
        json.set("SummaryStatistics", tally.statistics());
        json.set("ResponseTimeHistogram", tally.histogram().toJson());
        json.putArray("Aliases");
        return json;
    }

    /** Compared by identity: there is one for each service. */
    private static final class Node {
        private final ServiceId id;
        private final int referenceId;
        private final Tally tally = new Tally();
        private final Map<Node, Tally> edges = new LinkedHashMap<>();
        private boolean sendsSegments;
        private boolean isRoot;

        private Node(ServiceId id, int referenceId) {
            this.id = id;
            this.referenceId = referenceId;
        }
    }
}
