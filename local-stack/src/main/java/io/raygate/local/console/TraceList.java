// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.query.TraceQuery;
import io.raygate.local.xray.wire.RestJson;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A page of traces, and what the matching ones have in common. */
final class TraceList {

    private TraceList() {}

    static ObjectNode of(TraceQuery.Page page, List<Trace> matching, int maxRefined) {
        ObjectNode json = RestJson.object();
        ArrayNode rows = json.putArray("traces");
        page.traces().forEach(trace -> rows.add(TraceRow.of(trace)));
        json.put("matching", matching.size());
        page.next().ifPresentOrElse(next -> json.put("cursor", next.token()), () -> json.putNull("cursor"));
        List<Trace> refined = matching.subList(Math.max(0, matching.size() - maxRefined), matching.size());
        json.put("refined", refined.size());
        json.set("refiners", Refiners.of(refined));
        json.set("responseTimes", bins(refined, Trace::responseTime));
        json.set("durations", bins(refined, Trace::duration));
        return json;
    }

    private static ArrayNode bins(List<Trace> traces, ToDoubleFunction<Trace> seconds) {
        TimeBins bins = new TimeBins();
        traces.forEach(trace -> bins.add(seconds.applyAsDouble(trace)));
        return bins.toJson();
    }
}
