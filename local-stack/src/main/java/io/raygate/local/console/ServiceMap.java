// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Outcome;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.filter.FilterText;
import io.raygate.local.xray.graph.Histogram;
import io.raygate.local.xray.graph.Node;
import io.raygate.local.xray.graph.Node.Edge;
import io.raygate.local.xray.graph.ServiceGraph;
import io.raygate.local.xray.graph.Tally;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.TimeRange;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A graph as the page draws it. Rates are per minute of the time in which the traces began. */
final class ServiceMap {

    private static final double SECONDS_PER_MINUTE = 60;

    private final ObjectNode json = RestJson.object();
    private final Map<ServiceId, Integer> numbers = new HashMap<>();
    private final double minutes;

    private ServiceMap(double minutes) {
        this.minutes = minutes;
    }

    static ObjectNode of(ServiceGraph graph, List<Trace> traces, TimeRange range) {
        double first = range.end();
        double last = range.start();
        for (Trace trace : traces) {
            first = Math.min(first, trace.start());
            last = Math.max(last, trace.start());
        }
        double minutes = Math.max(1, Math.ceil((last - first) / SECONDS_PER_MINUTE));
        ServiceMap map = new ServiceMap(minutes);
        map.json.put("from", RestJson.time(range.start()));
        map.json.put("to", RestJson.time(range.end()));
        map.json.put("traces", traces.size());
        map.json.put("minutes", minutes);
        return map.write(graph.nodes());
    }

    private ObjectNode write(List<Node> nodes) {
        nodes.forEach(node -> numbers.put(node.id(), numbers.size()));
        ArrayNode nodesJson = json.putArray("nodes");
        ArrayNode edgesJson = json.putArray("edges");
        for (Node node : nodes) {
            nodesJson.add(node(node));
            node.edges().forEach((to, edge) -> edgesJson.add(edge(node.id(), to, edge)));
        }
        return json;
    }

    private ObjectNode node(Node node) {
        ObjectNode written = TraceRow.service(node.id());
        written.put("number", numbers.getOrDefault(node.id(), -1));
        written.put("state", node.state()).put("root", node.isRoot());
        putStatistics(written, node.tally());
        return written.put("filter", FilterText.service(node.id()));
    }

    private ObjectNode edge(ServiceId from, ServiceId to, Edge edge) {
        ObjectNode written = RestJson.object();
        written.put("from", numbers.getOrDefault(from, -1)).put("to", numbers.getOrDefault(to, -1));
        written.put("link", edge.isLink());
        putStatistics(written, edge.tally());
        ArrayNode aliases = written.putArray("aliases");
        edge.aliases().forEach(alias -> aliases.add(alias.name()));
        if (edge.isLink()) {
            written.set("ages", edge.ages().toJson());
        }
        return written.put("filter", FilterText.edge(from, to));
    }

    private void putStatistics(ObjectNode written, Tally tally) {
        ObjectNode counts = written.putObject("counts");
        for (Outcome.Kind kind : Outcome.Kind.values()) {
            counts.put(kind.name().toLowerCase(Locale.ROOT), tally.count(kind));
        }
        counts.put("total", tally.total());
        written.put("rate", tally.total() / minutes);
        Histogram histogram = tally.histogram();
        written.putObject("latency")
                .put("mean", tally.total() == 0 ? 0 : RestJson.seconds(tally.totalSeconds() / tally.total()))
                .put("p50", histogram.percentile(0.5))
                .put("p90", histogram.percentile(0.9))
                .put("p95", histogram.percentile(0.95))
                .put("p99", histogram.percentile(0.99));
        written.set("histogram", histogram.toJson());
    }
}
