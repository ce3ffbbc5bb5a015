// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.raygate.gateway.json.JsonFactories;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Books as lines of the CloudWatch embedded metric format, from which CloudWatch makes metrics without a call
 * (CloudWatch user guide, "Specification: Embedded metric format", read 2026-11-22: at most 100 metrics and 100 values
 * of each in a line, 30 dimensions). One line by {@code Tenant}, and one for each reason by {@code Tenant} and
 * {@code Reason}. In a function that knows its ring, a few metrics count by {@code Ring} as well: a dimension beside the tenant
 * would double the number of metrics, which AWS bills. For a metric at most {@value #MAX_REASONS} reasons are told apart, the most frequent ones; the others
 * are {@code OTHER}: X-Ray's codes are not ours to bound.
 *
 * @param ring of this function; empty: none
 */
public record EmbeddedMetrics(String ring) {

    /** Reasons of one metric in one invocation. */
    static final int MAX_REASONS = 20;

    private static final String TENANT = "Tenant";
    private static final String REASON = "Reason";
    private static final String RING = "Ring";
    private static final String OTHER = "OTHER";
    private static final int MAX_DIMENSION_CHARS = 128;
    private static final JsonFactory JSON = JsonFactories.forWriting().build();
    private static final String NAMESPACE = "Raygate";

    /**
     * The lines of one invocation, without line ends.
     *
     * @param atUnixMillis milliseconds since the epoch
     */
    public List<String> lines(InvocationBooks books, long atUnixMillis) {
        List<String> lines = new ArrayList<>();
        lines.add(line(json -> writeTotals(json, books, atUnixMillis)));
        books.byReason()
                .forEach((metric, counts) -> bounded(counts)
                        .forEach(count ->
                                lines.add(line(json -> writeReason(json, books, metric, count, atUnixMillis)))));
        return lines;
    }

    private static List<Map.Entry<String, Long>> bounded(Map<String, Long> counts) {
        List<Map.Entry<String, Long>> sorted = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(count -> Map.entry(count.getKey(), count.getValue()))
                .toList();
        if (sorted.size() <= MAX_REASONS) {
            return sorted;
        }
        List<Map.Entry<String, Long>> most = new ArrayList<>(sorted.subList(0, MAX_REASONS - 1));
        most.add(Map.entry(
                OTHER,
                sorted.subList(MAX_REASONS - 1, sorted.size()).stream()
                        .mapToLong(Map.Entry::getValue)
                        .sum()));
        return most;
    }

    private void writeTotals(JsonGenerator json, InvocationBooks books, long atUnixMillis) throws IOException {
        List<Metric> metrics = List.copyOf(books.values().keySet());
        List<Directive> directives = new ArrayList<>();
        directives.add(new Directive(List.of(TENANT), metrics));
        if (!ring.isEmpty()) {
            directives.add(new Directive(
                    List.of(RING),
                    metrics.stream().filter(Metric::isComparedByRing).toList()));
        }
        writeMetadata(json, directives, atUnixMillis);
        json.writeStringField(TENANT, dimension(books.tenant().value()));
        if (!ring.isEmpty()) {
            json.writeStringField(RING, dimension(ring));
        }
        for (Map.Entry<Metric, List<Long>> value : books.values().entrySet()) {
            writeValue(json, value.getKey(), value.getValue());
        }
        if (!books.ranges().isEmpty()) {
            writeRanges(json, books.ranges());
        }
    }

    private static void writeReason(
            JsonGenerator json, InvocationBooks books, Metric metric, Map.Entry<String, Long> count, long atUnixMillis)
            throws IOException {
        writeMetadata(json, List.of(new Directive(List.of(TENANT, REASON), List.of(metric))), atUnixMillis);
        json.writeStringField(TENANT, dimension(books.tenant().value()));
        json.writeStringField(REASON, dimension(count.getKey()));
        writeValue(json, metric, List.of(count.getValue()));
    }

    private static void writeValue(JsonGenerator json, Metric metric, List<Long> values) throws IOException {
        json.writeFieldName(metric.label());
        if (values.size() == 1) {
            json.writeNumber(values.getFirst());
            return;
        }
        json.writeStartArray();
        for (long value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    /** A property, not a metric: CloudWatch Logs Insights can query it. */
    private static void writeRanges(JsonGenerator json, List<BlockRange> ranges) throws IOException {
        json.writeArrayFieldStart("blocks");
        for (BlockRange range : ranges) {
            json.writeStartObject();
            json.writeStringField("producer", Long.toHexString(range.producerId()));
            json.writeNumberField("first", range.first());
            json.writeNumberField("last", range.last());
            json.writeNumberField("count", range.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeMetadata(JsonGenerator json, List<Directive> directives, long atUnixMillis)
            throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", atUnixMillis);
        json.writeArrayFieldStart("CloudWatchMetrics");
        for (Directive directive : directives) {
            writeDirective(json, directive);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeDirective(JsonGenerator json, Directive directive) throws IOException {
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeArray(directive.dimensions.toArray(String[]::new), 0, directive.dimensions.size());
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (Metric metric : directive.metrics) {
            json.writeStartObject();
            json.writeStringField("Name", metric.label());
            json.writeStringField("Unit", metric.unit());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** CloudWatch refuses an empty one, one that is not printable ASCII, and one that starts with a colon. */
    private static String dimension(String value) {
        if (value.isEmpty()) {
            return "unknown";
        }
        return value.substring(0, Math.min(value.length(), MAX_DIMENSION_CHARS)).replaceAll("^:|[^ -~]", "_");
    }

    private static String line(Fields fields) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory: cannot be
        }
        return line.toString();
    }

    /** Metrics that count by these dimensions together. */
    private record Directive(List<String> dimensions, List<Metric> metrics) {}

    @FunctionalInterface
    private interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
