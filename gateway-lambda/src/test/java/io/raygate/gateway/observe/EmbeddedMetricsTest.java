// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.gateway.decode.TenantId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedMetricsTest {

    private static final long AT = 1_700_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EmbeddedMetrics METRICS = new EmbeddedMetrics("");

    private final InvocationBooks books = new InvocationBooks(new TenantId("shop"));

    @Test
    void lines_invocationWithRejects_givesTotalsAndReasons() {
        books.set(Metric.RECORDS, 3)
                .set(Metric.DELIVERED, 9)
                .set(Metric.CALL_LATENCY, List.of(12L, 15L))
                .add(Metric.REJECTED_BY_REASON, Map.of("NOT_JSON", 2));

        List<String> lines = METRICS.lines(books, AT);

        assertThat(lines)
                .containsExactly(
                        "{\"_aws\":{\"Timestamp\":1700000000000,\"CloudWatchMetrics\":[{\"Namespace\":\"Raygate\","
                                + "\"Dimensions\":[[\"Tenant\"]],\"Metrics\":["
                                + "{\"Name\":\"Records\",\"Unit\":\"Count\"},{\"Name\":\"Delivered\",\"Unit\":\"Count\"},"
                                + "{\"Name\":\"CallLatency\",\"Unit\":\"Milliseconds\"}]}]},"
                                + "\"Tenant\":\"shop\",\"Records\":3,\"Delivered\":9,\"CallLatency\":[12,15]}",
                        "{\"_aws\":{\"Timestamp\":1700000000000,\"CloudWatchMetrics\":[{\"Namespace\":\"Raygate\","
                                + "\"Dimensions\":[[\"Tenant\",\"Reason\"]],\"Metrics\":["
                                + "{\"Name\":\"RejectedByReason\",\"Unit\":\"Count\"}]}]},"
                                + "\"Tenant\":\"shop\",\"Reason\":\"NOT_JSON\",\"RejectedByReason\":2}");
    }

    /** Alarms look at the tenant's dimension, so that one stays as it is. */
    @Test
    void lines_functionOfARing_countsAFewMetricsByRingToo() {
        books.set(Metric.RECORDS, 3).set(Metric.DELIVERED, 9);

        assertThat(new EmbeddedMetrics("canary").lines(books, AT))
                .containsExactly("{\"_aws\":{\"Timestamp\":1700000000000,\"CloudWatchMetrics\":["
                        + "{\"Namespace\":\"Raygate\",\"Dimensions\":[[\"Tenant\"]],\"Metrics\":["
                        + "{\"Name\":\"Records\",\"Unit\":\"Count\"},{\"Name\":\"Delivered\",\"Unit\":\"Count\"}]},"
                        + "{\"Namespace\":\"Raygate\",\"Dimensions\":[[\"Ring\"]],\"Metrics\":["
                        + "{\"Name\":\"Delivered\",\"Unit\":\"Count\"}]}]},"
                        + "\"Tenant\":\"shop\",\"Ring\":\"canary\",\"Records\":3,\"Delivered\":9}");
    }

    @Test
    void lines_moreReasonsThanAllowed_addsUpTheRareOnes() throws Exception {
        books.add(
                Metric.REJECTED_BY_REASON,
                IntStream.rangeClosed(1, 100).boxed().collect(Collectors.toMap(i -> "R" + i, i -> i)));

        List<String> lines = METRICS.lines(books, AT);

        assertThat(lines).hasSize(1 + EmbeddedMetrics.MAX_REASONS);
        JsonNode last = JSON.readTree(lines.getLast());
        assertThat(last.get("Reason").textValue()).isEqualTo("OTHER");
        assertThat(last.get("RejectedByReason").longValue())
                .isEqualTo(LongStream.rangeClosed(1, 81).sum());
    }

    @Test
    void lines_everyMetric_staysWithinTheFormatsLimits() throws Exception {
        for (Metric metric : Metric.values()) {
            books.set(metric, LongStream.range(0, 100).boxed().toList());
        }

        JsonNode line = JSON.readTree(METRICS.lines(books, AT).getFirst());

        assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics").size()).isLessThanOrEqualTo(100);
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions/0").size()).isLessThanOrEqualTo(30);
    }

    @Test
    void lines_namesThatCloudWatchRefuses_areMadeFit() throws Exception {
        InvocationBooks hostile = new InvocationBooks(new TenantId(":a\n{\"_aws\":{}}\u00e9"));
        hostile.add(Metric.REJECTED_BY_REASON, Map.of("X\u2028{\"_aws\":{}}" + "r".repeat(500), 1));

        List<String> lines = METRICS.lines(hostile, AT);

        assertThat(lines).hasSize(2).noneMatch(line -> line.contains("\n"));
        assertThat(JSON.readTree(lines.getFirst()).get("Tenant").textValue()).isEqualTo("_a_{\"_aws\":{}}_");
        assertThat(JSON.readTree(lines.getLast()).get("Reason").textValue())
                .startsWith("X_{")
                .hasSize(128);
    }

    @Test
    void lines_tenantWithoutName_isUnknown() {
        assertThat(METRICS.lines(new InvocationBooks(new TenantId("")), AT).getFirst())
                .contains("\"Tenant\":\"unknown\"");
    }
}
