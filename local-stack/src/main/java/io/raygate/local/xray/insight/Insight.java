// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.insight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.group.Group;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A time in which a service of a group failed more often than it should.
 *
 * @param rootCause   the failing service that calls no failing one
 * @param minutes     in which it stood out, the oldest first
 * @param active      whether it may still go on
 * @param traces      of these minutes
 */
record Insight(Group group, ServiceId rootCause, List<Minute> minutes, boolean active, List<Trace> traces) {

    Insight {
        minutes = List.copyOf(minutes);
        traces = List.copyOf(traces);
    }

    /** The same for the same minutes on each call. */
    String id() {
        String seed = group.arn() + '/' + rootCause.name() + '/' + start();
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Seconds since the epoch. */
    long start() {
        return minutes.getFirst().start();
    }

    /** Seconds since the epoch. */
    long end() {
        return minutes.getLast().start() + Minute.SECONDS;
    }

    /** Two sentences: Grafana's data source shows the second. */
    String summary() {
        Impact clients = clients();
        return rootCause.name() + " has an elevated fault rate. " + clients.faults() + " of " + clients.total()
                + " client requests failed.";
    }

    Impact clients() {
        return minutes.stream().map(Minute::clients).reduce(Impact.NONE, Impact::plus);
    }

    Impact ofRootCause() {
        return minutes.stream().map(minute -> minute.of(rootCause)).reduce(Impact.NONE, Impact::plus);
    }

    ObjectNode toJson() {
        ObjectNode json = RestJson.object().put("InsightId", id());
        json.put("GroupARN", group.arn()).put("GroupName", group.name());
        json.set("RootCauseServiceId", rootCause.toJson());
        json.putArray("Categories").add("FAULT");
        json.put("State", active ? "ACTIVE" : "CLOSED");
        json.put("StartTime", start());
        json.put("EndTime", end());
        json.put("Summary", summary());
        putImpact(json, clients(), ofRootCause());
        return json;
    }

    /** What happened in one of its minutes. */
    ObjectNode event(Minute minute) {
        Impact clients = minute.clients();
        ObjectNode json = RestJson.object()
                .put("Summary", clients.faults() + " of " + clients.total() + " client requests failed")
                .put("EventTime", minute.start() + Minute.SECONDS);
        putImpact(json, clients, minute.of(rootCause));
        return json;
    }

    private void putImpact(ObjectNode json, Impact clients, Impact service) {
        json.set("ClientRequestImpactStatistics", clients.toJson());
        json.set("RootCauseServiceRequestImpactStatistics", service.toJson());
        json.putArray("TopAnomalousServices").addObject().set("ServiceId", rootCause.toJson());
    }
}
