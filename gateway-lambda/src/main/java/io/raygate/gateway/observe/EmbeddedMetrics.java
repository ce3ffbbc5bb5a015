// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.raygate.gateway.decode.TenantId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Books as lines of the CloudWatch embedded metric format, from which CloudWatch makes metrics without a call
 * (CloudWatch user guide, "Specification: Embedded metric format", read 2026-11-22). One line by tenant, and one
 * for each reason by tenant and reason. Reasons are few, so dimensions stay bounded.
 */
public final class EmbeddedMetrics {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String NAMESPACE = "Raygate";

    private EmbeddedMetrics() {}

    /**
     * The lines of one invocation, without line ends.
     *
     * @param atUnixMillis milliseconds since the epoch
     */
    public static List<String> lines(InvocationBooks books, long atUnixMillis) {
        List<String> lines = new ArrayList<>();
        lines.add(line(Map.of("tenant", books.tenant().value()), totals(books), atUnixMillis));
        lines.addAll(reasonLines(books.tenant(), "RepairsByKind", books.repairs(), atUnixMillis));
        lines.addAll(reasonLines(books.tenant(), "RejectedByReason", books.rejected(), atUnixMillis));
        lines.addAll(reasonLines(books.tenant(), "UnreadableByReason", books.unreadable(), atUnixMillis));
        return lines;
    }

    /**
     * The lines on what policies did in one invocation.
     *
     * @param atUnixMillis milliseconds since the epoch
     */
    public static List<String> lines(PolicyBooks books, long atUnixMillis) {
        List<String> lines = new ArrayList<>();
        lines.add(line(Map.of("tenant", books.tenant().value()), Map.of("Enriched", books.enriched()), atUnixMillis));
        lines.addAll(reasonLines(books.tenant(), "RedactedByAction", books.redacted(), atUnixMillis));
        lines.addAll(reasonLines(books.tenant(), "GivenUpByPart", books.givenUp(), atUnixMillis));
        lines.addAll(reasonLines(books.tenant(), "PolicyProblems", books.problems(), atUnixMillis));
        return lines;
    }

    private static Map<String, Integer> totals(InvocationBooks books) {
        Map<String, Integer> totals = new LinkedHashMap<>();
        totals.put("Records", books.records());
        totals.put("Documents", books.documents());
        totals.put("SplitOff", books.splitOff());
        totals.put("Repaired", books.repaired());
        totals.put("Delivered", books.delivered());
        totals.put("Rejected", books.rejectedTotal());
        totals.put("Unreadable", books.unreadableTotal());
        totals.put("Unfinished", books.unfinished());
        totals.put("Retries", books.retries());
        return totals;
    }

    private static List<String> reasonLines(
            TenantId tenant, String metric, Map<String, Integer> counts, long atUnixMillis) {
        List<String> lines = new ArrayList<>();
        counts.forEach((reason, count) -> {
            Map<String, String> dimensions = new LinkedHashMap<>();
            dimensions.put("tenant", tenant.value());
            dimensions.put("reason", reason);
            lines.add(line(dimensions, Map.of(metric, count), atUnixMillis));
        });
        return lines;
    }

    private static String line(Map<String, String> dimensions, Map<String, Integer> metrics, long atUnixMillis) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            writeMetadata(json, dimensions, metrics, atUnixMillis);
            for (Map.Entry<String, String> dimension : dimensions.entrySet()) {
                json.writeStringField(dimension.getKey(), dimension.getValue());
            }
            for (Map.Entry<String, Integer> metric : metrics.entrySet()) {
                json.writeNumberField(metric.getKey(), metric.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    private static void writeMetadata(
            JsonGenerator json, Map<String, String> dimensions, Map<String, Integer> metrics, long atUnixMillis)
            throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", atUnixMillis);
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        for (String dimension : dimensions.keySet()) {
            json.writeString(dimension);
        }
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (String metric : metrics.keySet()) {
            json.writeStartObject();
            json.writeStringField("Name", metric);
            json.writeStringField("Unit", "Count");
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }
}
