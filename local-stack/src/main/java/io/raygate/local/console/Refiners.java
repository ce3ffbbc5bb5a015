// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.document.Annotation;
import io.raygate.local.xray.document.Http;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.filter.FilterText;
import io.raygate.local.xray.index.RootCauses;
import io.raygate.local.xray.index.Trace;
import io.raygate.local.xray.wire.RestJson;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the values by which a list of traces can be refined, each with the X-Ray filter for it. Not thread-safe. */
final class Refiners {

    /** The most frequent values of a kind that are shown. */
    private static final int SHOWN_VALUES = 20;

    /** Different values of a kind that are counted; those that come later are not. */
    private static final int MAX_VALUES = 10_000;

    private static final List<String> KINDS = List.of(
            "outcome",
            "service",
            "user",
            "method",
            "url",
            "status",
            "annotation",
            "faultCause",
            "errorCause",
            "responseTimeCause");

    private final Map<String, Map<Value, Integer>> counts = new HashMap<>();

    private record Value(String text, String filter) {}

    /** By kind. */
    static ObjectNode of(List<Trace> traces) {
        Refiners refiners = new Refiners();
        traces.forEach(refiners::add);
        ObjectNode json = RestJson.object();
        KINDS.forEach(kind -> json.set(kind, refiners.toJson(kind)));
        return json;
    }

    private void add(Trace trace) {
        String outcome = TraceRow.outcome(trace);
        count("outcome", new Value(outcome, outcome.equals("unknown") ? "partial" : outcome));
        for (ServiceId service : trace.services()) {
            if (!service.isClient()) {
                count("service", new Value(service.name(), FilterText.service(service)));
            }
        }
        SegmentDocument root = trace.rootOrNull();
        if (root != null) {
            addHttp(root.entity().http());
        }
        addCauses("faultCause", trace.causes().faults());
        addCauses("errorCause", trace.causes().errors());
        addCauses("responseTimeCause", trace.causes().responseTimes());
        trace.facts().users().forEach(user -> count("user", new Value(user, "user = " + FilterText.quoted(user))));
        trace.facts().annotations().forEach(this::addAnnotation);
    }

    private void addCauses(String kind, List<RootCauses.Path> causes) {
        causes.stream()
                .map(cause -> new Value(FilterText.label(cause), FilterText.cause(cause)))
                .distinct()
                .forEach(value -> count(kind, value));
    }

    private void addHttp(Http http) {
        if (!http.method().isEmpty()) {
            count("method", new Value(http.method(), "http.method = " + FilterText.quoted(http.method())));
        }
        if (!http.url().isEmpty()) {
            count("url", new Value(http.url(), "http.url = " + FilterText.quoted(http.url())));
        }
        if (http.status() != Http.UNKNOWN) {
            String status = Integer.toString(http.status());
            count("status", new Value(status, "http.status = " + status));
        }
    }

    private void addAnnotation(Annotation annotation) {
        JsonNode value = annotation.value();
        String text = annotation.key() + " = " + value.asText();
        count("annotation", new Value(text, FilterText.annotation(annotation.key(), value)));
    }

    private void count(String kind, Value value) {
        Map<Value, Integer> values = counts.computeIfAbsent(kind, ignored -> new HashMap<>());
        if (values.size() < MAX_VALUES || values.containsKey(value)) {
            values.merge(value, 1, Integer::sum);
        }
    }

    private ArrayNode toJson(String kind) {
        ArrayNode json = RestJson.array();
        counts.getOrDefault(kind, Map.of()).entrySet().stream()
                .sorted(Map.Entry.<Value, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.comparing(Value::text))))
                .limit(SHOWN_VALUES)
                .forEach(value -> json.addObject()
                        .put("value", value.getKey().text)
                        .put("filter", value.getKey().filter)
                        .put("count", value.getValue()));
        return json;
    }
}
