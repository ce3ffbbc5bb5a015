// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.fault.Faults;
import io.raygate.local.fault.FaultyService;
import io.raygate.local.xray.wire.RestJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static io.raygate.local.xray.index.Documents.EPOCH;
import static io.raygate.local.xray.index.Documents.inProgress;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.subsegment;
import static io.raygate.local.xray.index.Documents.subsegments;
import static io.raygate.local.xray.index.Documents.traceId;
import static org.assertj.core.api.Assertions.assertThat;

/** What was captured from the service and what SDKs do not show: members of the JSON, explicit nulls, sentences of errors. */
class CapturedAnswersTest {

    private static final long NOW = EPOCH + 100;
    private static final String RANGE = "\"StartTime\":%d,\"EndTime\":%d".formatted(EPOCH, EPOCH + 200);

    private final XRayApi api = new XRayApi(
            new FixedXRayConfig(1_000, 2, 25),
            FixedXRayConfig.ACCOUNT,
            new Faults(FaultyService.XRAY, 4),
            InstantSource.fixed(Instant.ofEpochSecond(NOW)));

    @Test
    void putTraceSegments_emptyOrAbsentOrNotStrings_isRefusedWhole() throws IOException {
        assertRefused(
                "/TraceSegments",
                "{\"TraceSegmentDocuments\":[]}",
                "InvalidRequestException",
                "Segments can not be empty");
        assertRefused(
                "/TraceSegments",
                "{\"TraceSegmentDocuments\":[7]}",
                "SerializationException",
                "NUMBER_VALUE can not be converted to a String");
        assertRefused(
                "/TraceSegments",
                "{\"TraceSegmentDocuments\":null}",
                "ValidationException",
                "1 validation error detected: Value null at 'traceSegmentDocuments' failed to satisfy constraint:"
                        + " Member must not be null");
    }

    @Test
    void putTraceSegments_refusedSubsegment_isCalledASubsegment() throws IOException {
        String orphan =
                "{\"type\":\"subsegment\",\"id\":\"%016x\",\"name\":\"a\",\"trace_id\":\"%s\",\"start_time\":1,\"end_time\":2}"
                        .formatted(1, traceId(1));

        JsonNode answer = answer("/TraceSegments", "{\"TraceSegmentDocuments\":[" + quoted(orphan) + "]}");

        assertThat(answer.at("/UnprocessedTraceSegments/0/ErrorCode").textValue())
                .isEqualTo("MissingParentId");
        assertThat(answer.at("/UnprocessedTraceSegments/0/Message").textValue())
                .isEqualTo("Invalid subsegment. ErrorCode: MissingParentId, Cause: null");
    }

    @Test
    void putTraceSegments_longName_isCut() throws IOException {
        put(segment(traceId(1), 1, "n".repeat(300)));

        JsonNode trace = answer("/TraceSummaries", "{" + RANGE + "}").at("/TraceSummaries/0");

        assertThat(trace.at("/EntryPoint/Name").textValue()).isEqualTo("n".repeat(200));
    }

    @Test
    void batchGetTraces_nothingHasEnded_durationIsNull() throws IOException {
        put(inProgress(traceId(1), 1, "shop"));

        JsonNode trace =
                answer("/Traces", "{\"TraceIds\":[\"" + traceId(1) + "\"]}").at("/Traces/0");

        assertThat(trace.path("Duration").isNull()).isTrue();
        assertThat(trace.path("LimitExceeded").isBoolean()).isTrue();
    }

    /** Scanned, not matched; and the time that the search has reached, a minute before it for times of services. */
    @Test
    void getTraceSummaries_pages_sayHowFarTheSearchCame() throws IOException {
        put(segment(traceId(1), 1, "shop", 10, 11, ""));
        put(segment(traceId(2), 2, "shop", 20, 21, "\"fault\":true,"));
        put(segment(traceId(3), 3, "shop", 30, 31, ""));

        JsonNode first = answer("/TraceSummaries", "{" + RANGE + ",\"FilterExpression\":\"ok OR fault\"}");
        assertThat(first.path("TraceSummaries")).hasSize(2);
        assertThat(first.path("ApproximateTime").doubleValue()).isEqualTo(EPOCH + 20);
        JsonNode last = answer(
                "/TraceSummaries",
                "{" + RANGE + ",\"NextToken\":\"" + first.path("NextToken").textValue() + "\"}");
        assertThat(last.path("TraceSummaries")).hasSize(1);
        assertThat(last.has("NextToken")).isFalse();
        assertThat(last.path("ApproximateTime").doubleValue()).isEqualTo(EPOCH);

        JsonNode faults = answer("/TraceSummaries", "{" + RANGE + ",\"FilterExpression\":\"fault\"}");
        assertThat(faults.path("TraceSummaries")).hasSize(1);
        assertThat(faults.path("TracesProcessedCount").intValue()).isEqualTo(3);
        assertThat(answer("/TraceSummaries", "{" + RANGE + ",\"TimeRangeType\":\"Service\"}")
                        .path("ApproximateTime")
                        .doubleValue())
                .isLessThanOrEqualTo(EPOCH + 30 - 60);
    }

    @Test
    void getTraceSummaries_partialScanOfAnyValue_isTaken() throws IOException {
        put(segment(traceId(1), 1, "shop"));

        JsonNode answer = answer(
                "/TraceSummaries",
                "{" + RANGE + ",\"Sampling\":true,\"SamplingStrategy\":{\"Name\":\"PartialScan\",\"Value\":7.5}}");

        assertThat(answer.path("TraceSummaries")).hasSize(1);
    }

    @Test
    void getTraceSummaries_classicTrace_hasNullsWhereTheServiceHasThem() throws IOException {
        put(segment(traceId(1), 1, "shop", 0, 1, "\"user\":\"ann\",\"annotations\":{\"a\":1},"));

        JsonNode summary = answer("/TraceSummaries", "{" + RANGE + "}").at("/TraceSummaries/0");

        assertThat(summary.at("/Users/0/ServiceIds").isNull()).isTrue();
        assertThat(summary.at("/Annotations/a/0/ServiceIds").isNull()).isTrue();
        assertThat(summary.at("/MatchedEventTime").isNull()).isTrue();
        assertThat(summary.path("ServiceIds"))
                .extracting(service -> service.path("Type").asText(""))
                .contains("client");
    }

    @Test
    void graphs_tokensAndTimes_areThoseOfTheService() throws IOException {
        put(segment(
                traceId(1),
                1,
                "shop",
                10.5,
                11,
                subsegments(subsegment(2, "example.com", "\"namespace\":\"remote\","))));

        assertRefused("/Groups", "{\"NextToken\":\"x\"}", "InvalidRequestException", "Next Token not supported");
        assertThat(call("/ServiceGraph", "{" + RANGE + ",\"NextToken\":\"x\"}").status())
                .isEqualTo(400);
        JsonNode graph = answer("/ServiceGraph", "{\"StartTime\":%d,\"EndTime\":%d}".formatted(NOW, NOW));
        JsonNode shop = named(graph, "shop", "");
        assertThat(shop.path("Root").booleanValue()).isTrue();
        assertThat(shop.path("State").textValue()).isEqualTo("active");
        assertThat(shop.path("StartTime").doubleValue()).isEqualTo(EPOCH + 10);
        assertThat(shop.path("EndTime").doubleValue()).isEqualTo(EPOCH + 11);
        JsonNode client = named(graph, "shop", "client");
        assertThat(client.path("State").textValue()).isEqualTo("unknown");
        assertThat(client.has("SummaryStatistics")).isFalse();
        assertThat(named(graph, "example.com", "remote").path("State").textValue())
                .isEqualTo("passive");
        assertThat(graph.path("Services"))
                .extracting(service -> service.path("ReferenceId").intValue())
                .containsExactly(0, 1, 2);
        JsonNode ofTrace = answer("/TraceGraph", "{\"TraceIds\":[\"" + traceId(1) + "\"]}");
        assertThat(named(ofTrace, "shop", "").path("StartTime").isNull()).isTrue();
        assertThat(named(ofTrace, "shop", "").at("/Edges/0/EndTime").isNull()).isTrue();
        assertRefused(
                "/TraceGraph",
                "{\"TraceIds\":[\"1-2-3\"]}",
                "InvalidRequestException",
                "Invalid traceId. ErrorCode: InvalidId");
    }

    @Test
    void getTimeSeriesServiceStatistics_filterInBracesOrBareId_isNoSelector() throws IOException {
        for (String selector : new String[] {
            "edge()", "id(name: \\\"a\\\")", "service(\\\"a\\\") { fault }", "service(\\\"a\\\") OR service(\\\"b\\\")"
        }) {
            AwsResponse answer = call(
                    "/TimeSeriesServiceStatistics",
                    "{" + RANGE + ",\"EntitySelectorExpression\":\"" + selector + "\"}");
            assertThat(answer.status()).as(selector).isEqualTo(400);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Error Location: line 1, position ");
        }
    }

    @Test
    void samplingRules_boost_isTakenAsTheServiceTakesIt() throws IOException {
        assertThat(answer("/GetSamplingRules", "{}")
                        .at("/SamplingRuleRecords/0/CreatedAt")
                        .doubleValue())
                .isZero();
        String rule = "{\"SamplingRule\":{\"RuleName\":\"r\",\"ResourceARN\":\"*\",\"Priority\":1,\"FixedRate\":0.5,"
                + "\"ReservoirSize\":0,\"ServiceName\":\"*\",\"ServiceType\":\"*\",\"Host\":\"*\",\"HTTPMethod\":\"*\","
                + "\"URLPath\":\"*\",\"Version\":1,\"SamplingRateBoost\":{\"MaxRate\":%s,\"CooldownWindowMinutes\":%d}}}";

        assertThat(call("/CreateSamplingRule", rule.formatted("0.1", 0)).status())
                .isEqualTo(500);
        assertThat(call("/CreateSamplingRule", rule.formatted("0.1", 5)).status())
                .as("a MaxRate below FixedRate")
                .isEqualTo(200);
    }

    @Test
    void getSamplingTargets_boostReports_showOnlyWhereTheyWereSent() throws IOException {
        String report = "\"SamplingStatisticsDocuments\":[]";
        String boost =
                "{\"RuleName\":\"gone\",\"ServiceName\":\"a\",\"Timestamp\":1,\"TotalCount\":1,\"AnomalyCount\":9,"
                        + "\"SampledAnomalyCount\":5}";

        assertThat(answer("/SamplingTargets", "{" + report + "}").has("UnprocessedBoostStatistics"))
                .isFalse();
        JsonNode answer =
                answer("/SamplingTargets", "{" + report + ",\"SamplingBoostStatisticsDocuments\":[" + boost + "]}");
        assertThat(answer.at("/UnprocessedBoostStatistics/0/Message").textValue())
                .isEqualTo("Unknown rule");
        assertThat(answer.at("/UnprocessedBoostStatistics/0/ErrorCode").textValue())
                .isEqualTo("400");
    }

    @Test
    void putTelemetryRecords_none_isRefused() throws IOException {
        assertThat(call("/TelemetryRecords", "{\"TelemetryRecords\":[]}").status())
                .isEqualTo(400);
        assertThat(answer("/TelemetryRecords", "{\"TelemetryRecords\":[{\"Timestamp\":1}]}"))
                .isEmpty();
    }

    private static JsonNode named(JsonNode graph, String name, String type) {
        for (JsonNode service : graph.path("Services")) {
            if (service.path("Name").asText().equals(name)
                    && service.path("Type").asText("").equals(type)) {
                return service;
            }
        }
        throw new AssertionError("no service: name=" + name + ", type=" + type + ", graph=" + graph);
    }

    private void put(String... documents) throws IOException {
        String list = Arrays.stream(documents).map(CapturedAnswersTest::quoted).collect(Collectors.joining(","));
        assertThat(answer("/TraceSegments", "{\"TraceSegmentDocuments\":[" + list + "]}")
                        .path("UnprocessedTraceSegments"))
                .isEmpty();
    }

    private static String quoted(String document) {
        return "\"" + document.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private void assertRefused(String path, String body, String code, String message) throws IOException {
        AwsResponse answer = call(path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("x-amzn-ErrorType", code);
        assertThat(RestJson.read(answer.body()).path("Message").textValue()).isEqualTo(message);
    }

    private JsonNode answer(String path, String body) throws IOException {
        AwsResponse answer = call(path, body);
        assertThat(answer.status())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return RestJson.read(answer.body());
    }

    private AwsResponse call(String path, String body) {
        return api.handle(new AwsRequest("POST", path, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }
}
