// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.raygate.local.xray.document.Entity;
import io.raygate.local.xray.document.Link;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.graph.Node.Edge;
import io.raygate.local.xray.index.Request;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Nodes and edges of the requests of many traces. A few microseconds a segment; not thread-safe. */
public final class ServiceGraph {

    private static final Comparator<ServiceId> BY_NAME =
            Comparator.comparing(ServiceId::name).thenComparing(ServiceId::type);

    private final Map<ServiceId, Node> nodes = new HashMap<>();

    /**
     * The graph of some traces.
     *
     * @param linked gives a trace that a segment links to, or null
     */
    public static ServiceGraph of(Iterable<Trace> traces, Function<String, @Nullable Trace> linked) {
        ServiceGraph graph = new ServiceGraph();
        for (Trace trace : traces) {
            long second = (long) Math.floor(trace.start());
            for (Request request : trace.requests()) {
                graph.add(request, second);
            }
            for (SegmentDocument document : trace.documents()) {
                graph.addLinks(document, second, linked);
            }
        }
        return graph;
    }

    /** Numbered from 0 in the order of name and type. */
    public List<Node> nodes() {
        List<Node> sorted = new ArrayList<>(nodes.values());
        sorted.sort(Comparator.comparing(Node::id, BY_NAME));
        return sorted;
    }

    /** The member {@code Services} of an answer. */
    public ArrayNode toJson() {
        return toJson(true);
    }

    /** The same of GetTraceGraph, where nodes and edges have no times. */
    ArrayNode toJsonWithoutTimes() {
        return toJson(false);
    }

    private ArrayNode toJson(boolean hasTimes) {
        List<Node> sorted = nodes();
        Map<ServiceId, Integer> numbers = new LinkedHashMap<>();
        sorted.forEach(node -> numbers.put(node.id(), numbers.size()));
        NodeJson writer = new NodeJson(numbers, hasTimes);
        ArrayNode services = RestJson.array();
        sorted.forEach(node -> services.add(writer.of(node)));
        return services;
    }

    private void add(Request request, long second) {
        Node to = node(request.to());
        Node from = node(request.from());
        Edge edge = from.edgeTo(request.to());
        edge.add(request.callerSpan(), second);
        to.add(request.calleeSpan(), second);
        if (request.kind() == Request.Kind.INFERRED) {
            to.markInferred();
        } else {
            to.markReporting();
        }
        if (request.kind() == Request.Kind.ENTRY) {
            to.markRoot();
            from.touch(second);
        } else {
            from.markReporting();
        }
        Entity call = request.call();
        if (call != null && call.target() != null && request.callee() != null) {
            edge.addAlias(call.target());
        }
    }

    /** From what the linked call went to, a queue for example, to the segment that took its work up. */
    private void addLinks(SegmentDocument document, long second, Function<String, @Nullable Trace> linked) {
        for (Link link : document.links()) {
            Trace source = linked.apply(link.traceId());
            LinkedEntity entity = source == null ? null : LinkedEntity.find(source, link.id());
            if (entity == null || !document.isSegment()) {
                continue;
            }
            node(document.service());
            node(entity.service())
                    .edgeTo(document.service())
                    .addLink(document.span(), second, document.span().start() - entity.time());
        }
    }

    private Node node(ServiceId id) {
        return nodes.computeIfAbsent(id, Node::new);
    }

    /** The entity that a link names: the service that it called or belongs to, and when it ended. */
    private record LinkedEntity(ServiceId service, double time) {

        private static @Nullable LinkedEntity find(Trace trace, long id) {
            for (Request request : trace.requests()) {
                Entity call = request.call();
                if (call != null && call.id() == id) {
                    return new LinkedEntity(request.to(), call.span().eventTime());
                }
                SegmentDocument callee = request.callee();
                if (callee != null && callee.entity().id() == id) {
                    return new LinkedEntity(request.to(), callee.span().eventTime());
                }
            }
            return null;
        }
    }
}
