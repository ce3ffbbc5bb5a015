// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How each X-Ray SDK writes: order of the fields, numbers, blanks, and what it adds of its own. Observed on packets of
 * the SDKs for Java (core 2.18), Node.js (core 3.12) and Python (2.15), 2026-11-22.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are those of List.of
enum Sdk {
    JAVA(
            "X-Ray for Java",
            "name id start_time trace_id end_time parent_id fault error throttle in_progress namespace subsegments"
                    + " cause http aws sql annotations metadata user origin service type precursor_ids",
            "name id start_time end_time fault error throttle in_progress type parent_id trace_id namespace"
                    + " subsegments cause http aws sql annotations metadata"),
    NODE(
            "X-Ray for Node.js",
            "trace_id id start_time name parent_id service aws origin http annotations metadata user subsegments"
                    + " in_progress end_time throttle error fault cause",
            "id name start_time namespace throttle error http aws sql annotations metadata traced subsegments"
                    + " in_progress end_time fault cause type parent_id trace_id"),
    PYTHON(
            "X-Ray for Python",
            "id name start_time parent_id in_progress http annotations metadata aws cause subsegments trace_id origin"
                    + " user service throttle error fault end_time",
            "id name start_time parent_id in_progress http annotations metadata aws cause subsegments trace_id type"
                    + " namespace sql throttle error fault end_time");

    private final String title;
    private final List<String> segmentFields;
    private final List<String> subsegmentFields;

    Sdk(String title, String segmentFields, String subsegmentFields) {
        this.title = title;
        this.segmentFields = List.of(segmentFields.split(" "));
        this.subsegmentFields = List.of(subsegmentFields.split(" "));
    }

    /** Prefix of its topics in the vocabulary. */
    String topic() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its place where a line of the vocabulary has something for each SDK. */
    int column() {
        return switch (this) {
            case JAVA -> 0;
            case NODE -> 1;
            case PYTHON -> 2;
        };
    }

    /** The {@code aws.xray} object. */
    Map<String, Object> about(String version) {
        Map<String, Object> about = new LinkedHashMap<>();
        if (this == JAVA) {
            about.put("sdk_version", version);
            about.put("sdk", title);
            return about;
        }
        about.put("sdk", title);
        about.put("sdk_version", version);
        if (this == NODE) {
            about.put("package", "aws-xray-sdk-core");
        }
        return about;
    }

    /** The whole document of a segment. */
    String segment(Span root, String traceId, Map<String, Object> ofSegment) {
        Map<String, Object> fields = fields(root, traceId);
        fields.put("trace_id", traceId);
        fields.putAll(ofSegment);
        return text(ordered(fields, segmentFields));
    }

    /** The whole document of a subsegment that is sent on its own. */
    String subsegment(Span span, String traceId, String parentId) {
        return text(embedded(span, traceId, parentId, true));
    }

    private Map<String, Object> embedded(Span span, String traceId, String parentId, boolean independent) {
        Map<String, Object> fields = fields(span, traceId);
        if (this == PYTHON) {
            fields.putIfAbsent("namespace", "local");
        }
        if (this == PYTHON || independent) {
            fields.put("parent_id", parentId);
            fields.put("trace_id", traceId);
            fields.put("type", "subsegment");
        }
        return ordered(fields, subsegmentFields);
    }

    private Map<String, Object> fields(Span span, String traceId) {
        Map<String, Object> fields = new LinkedHashMap<>(span.details());
        fields.put("name", span.name());
        fields.put("id", span.id());
        fields.put("start_time", time(span.startMicros()));
        if (!fields.containsKey("in_progress")) {
            fields.put("end_time", time(span.endMicros()));
            if (this == PYTHON) {
                fields.put("in_progress", false);
            }
        }
        if (!span.children().isEmpty()) {
            List<Object> children = new ArrayList<>();
            span.children().forEach(child -> children.add(embedded(child, traceId, span.id(), false)));
            fields.put("subsegments", children);
        }
        return fields;
    }

    private Json.Raw time(long micros) {
        BigDecimal millis = BigDecimal.valueOf(micros / 1_000, 3);
        return new Json.Raw(
                switch (this) {
                    case JAVA -> Double.toString(millis.doubleValue());
                    case NODE -> millis.stripTrailingZeros().toPlainString();
                    case PYTHON ->
                        BigDecimal.valueOf(micros * 10 + micros * 7 % 10, 7)
                                .stripTrailingZeros()
                                .toPlainString();
                });
    }

    private String text(Map<String, Object> document) {
        return this == PYTHON ? Json.spaced(document) : Json.compact(document);
    }

    private static Map<String, Object> ordered(Map<String, Object> fields, List<String> order) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String name : order) {
            Object value = fields.get(name);
            if (value != null) {
                ordered.put(name, value);
            }
        }
        return ordered;
    }
}
