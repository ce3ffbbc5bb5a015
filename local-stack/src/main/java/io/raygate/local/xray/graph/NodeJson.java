// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.graph.Node.Edge;
import io.raygate.local.xray.wire.RestJson;
import java.util.Map;

/**
 * A node of the graph as X-Ray writes it.
 *
 * @param numbers  of nodes, by which edges refer to them
 * @param hasTimes false for the graph of one trace, where the service has null for them
 */
record NodeJson(Map<ServiceId, Integer> numbers, boolean hasTimes) {

    ObjectNode of(Node node) {
        ObjectNode json = node.id().toJson();
        json.put("ReferenceId", numbers.getOrDefault(node.id(), -1));
        json.put("State", node.state());
        if (node.isRoot()) {
            json.put("Root", true);
        }
        putTimes(json, node.seconds());
        ArrayNode edges = json.putArray("Edges");
        node.edges().forEach((to, edge) -> edges.add(of(edge, numbers.getOrDefault(to, -1))));
        if (!node.id().isClient()) {
            json.set("SummaryStatistics", node.tally().statistics());
            json.set("DurationHistogram", node.tally().histogram().toJson());
            json.set("ResponseTimeHistogram", node.tally().histogram().toJson());
        }
        return json;
    }

    private ObjectNode of(Edge edge, int number) {
        ObjectNode json = RestJson.object().put("ReferenceId", number);
        putTimes(json, edge.seconds());
        json.set("SummaryStatistics", edge.tally().statistics());
        json.set("ResponseTimeHistogram", edge.tally().histogram().toJson());
        ArrayNode aliases = json.putArray("Aliases");
        for (ServiceId alias : edge.aliases()) {
            ObjectNode name = aliases.addObject().put("Name", alias.name());
            name.putArray("Names").add(alias.name());
            name.put("Type", alias.type());
        }
        if (edge.isLink()) {
            json.put("EdgeType", "link");
            json.set("ReceivedEventAgeHistogram", edge.ages().toJson());
        } else {
            json.putNull("EdgeType");
            json.putArray("ReceivedEventAgeHistogram");
        }
        return json;
    }

    private void putTimes(ObjectNode json, Node.Seconds seconds) {
        if (!hasTimes) {
            json.putNull("StartTime").putNull("EndTime");
        } else if (!seconds.isEmpty()) {
            json.put("StartTime", seconds.first()).put("EndTime", seconds.last() + 1);
        }
    }
}
