// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.xray.index.Documents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.xray.model.BatchGetTracesResponse;
import software.amazon.awssdk.services.xray.model.GetServiceGraphResponse;
import software.amazon.awssdk.services.xray.model.GetTraceSummariesRequest;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.Service;
import software.amazon.awssdk.services.xray.model.TelemetryRecord;
import software.amazon.awssdk.services.xray.model.TimeRangeType;
import software.amazon.awssdk.services.xray.model.TraceSummary;
import software.amazon.awssdk.services.xray.model.XRayException;

import static io.raygate.local.xray.index.Documents.EPOCH;
import static io.raygate.local.xray.index.Documents.id;
import static io.raygate.local.xray.index.Documents.parent;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Segments in and out through the AWS SDK. */
class XRayApiTest extends XRayOverHttp {

    private static final Instant START = Instant.ofEpochSecond(EPOCH);
    private static final Instant END = START.plusSeconds(60);
    private static final Instant NOW = START.plusSeconds(3_600);

    XRayApiTest() {
        super(new FixedXRayConfig(1_000, 3, 2), NOW);
    }

    @Test
    void batchGetTraces_afterPut_returnsEveryDocumentByteForByte() {
        List<String> documents = List.of(
                segment(traceId(1), 1, "shop", 0, 1, "\"metadata\":{\"ü\":{\"n\": 1.50E2,  \"s\":\"\\u0041 店 𝄞\"}},"),
                segment(traceId(1), 2, "inner", 0, 1, "\"type\":\"subsegment\"," + parent(1)));
        assertThat(put(documents)).isEmpty();

        BatchGetTracesResponse answer = client.batchGetTraces(b -> b.traceIds(traceId(1)));
        assertThat(answer.traces()).hasSize(1);
        assertThat(answer.traces().getFirst().duration()).isEqualTo(1);
        assertThat(answer.traces().getFirst().segments())
                .extracting(Segment::id)
                .containsExactly(id(1), id(2));
        assertThat(answer.traces().getFirst().segments())
                .extracting(Segment::document)
                .isEqualTo(documents);
    }

    @Test
    void batchGetTraces_unknownId_isLeftOut() {
        put(List.of(segment(traceId(1), 1, "shop")));
        BatchGetTracesResponse answer = client.batchGetTraces(b -> b.traceIds(traceId(2), traceId(1)));
        assertThat(answer.traces()).hasSize(1);
        assertThat(answer.unprocessedTraceIds()).isEmpty();
        assertThat(client.batchGetTraces(b -> b.traceIds(List.of())).traces()).isEmpty();
    }

    @Test
    void batchGetTraces_moreThanFiveOrAToken_isRefusedAsByXRay() {
        assertInvalid(
                () -> client.batchGetTraces(b -> b.traceIds(
                        IntStream.range(0, 6).mapToObj(Documents::traceId).toList())),
                "Exceeding maximum query size: 5");
        assertInvalid(
                () -> client.batchGetTraces(b -> b.traceIds(traceId(1)).nextToken("x")),
                "NextToken is currently not supported");
        assertInvalid(
                () -> client.batchGetTraces(b -> b.traceIds(traceId(1), traceId(1))), "Containing duplicate trace ids");
        assertInvalid(
                () -> client.batchGetTraces(b -> b.traceIds("1-2-3")), "Invalid trace id 1-2-3: incorrect id format");
        assertThatExceptionOfType(XRayException.class)
                .isThrownBy(() -> client.batchGetTraces(b -> {}))
                .withMessageContaining("1 validation error detected: Value null at 'traceIds' failed to satisfy"
                        + " constraint: Member must not be null");
    }

    @Test
    void getTraceSummaries_sevenTraces_arePagedByThree() {
        put(IntStream.rangeClosed(1, 7)
                .mapToObj(i -> segment(traceId(i), 1, "shop"))
                .toList());
        GetTraceSummariesRequest request = summaries(START, END, TimeRangeType.TRACE_ID);
        assertThat(client.getTraceSummaries(request).traceSummaries()).hasSize(3);
        assertThat(client.getTraceSummariesPaginator(request).stream().toList()).hasSize(3);
        assertThat(client.getTraceSummariesPaginator(request).traceSummaries())
                .extracting(TraceSummary::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 7)
                        .mapToObj(i -> traceId(8 - i))
                        .toList());
    }

    @Test
    void getTraceSummaries_eachRangeType_readsItsOwnTime() {
        put(List.of(segment(traceId(1), 1, "shop", 10, 20, "")));
        assertThat(count(5, 15, TimeRangeType.TRACE_ID)).isOne();
        assertThat(count(15, 25, TimeRangeType.TRACE_ID)).isZero();
        assertThat(count(15, 25, TimeRangeType.SERVICE)).isOne();
        assertThat(count(5, 15, TimeRangeType.SERVICE)).isZero();
        assertThat(count(5, 25, TimeRangeType.EVENT)).isZero();
        assertThat(count(3_590, 3_610, TimeRangeType.EVENT)).isOne();
    }

    @Test
    void getTraceSummaries_fullTrace_isSummarised() {
        put(List.of(segment(
                traceId(1),
                1,
                "shop",
                1.25,
                3,
                "\"fault\":true,\"http\":{\"response\":{\"status\":503}},\"annotations\":{\"vip\":true},")));
        TraceSummary summary = client.getTraceSummaries(summaries(START, END, TimeRangeType.TRACE_ID))
                .traceSummaries()
                .getFirst();
        assertThat(summary.startTime()).as("whole seconds").isEqualTo(START.plusSeconds(1));
        assertThat(summary.duration()).isEqualTo(1.75);
        assertThat(summary.responseTime()).isEqualTo(1.75);
        assertThat(summary.hasFault()).isTrue();
        assertThat(summary.isPartial()).isFalse();
        assertThat(summary.http().httpStatus()).isEqualTo(503);
        assertThat(summary.annotations().get("vip").getFirst().annotationValue().booleanValue())
                .isTrue();
        assertThat(summary.matchedEventTime()).isNull();
        assertThat(client.getTraceSummaries(summaries(NOW, NOW, TimeRangeType.EVENT))
                        .traceSummaries()
                        .getFirst()
                        .matchedEventTime())
                .isEqualTo(NOW);
    }

    @Test
    void getTraceSummaries_sampling_isAccepted() {
        put(List.of(segment(traceId(1), 1, "shop")));
        GetTraceSummariesRequest all = summaries(NOW, NOW, TimeRangeType.EVENT).toBuilder()
                .sampling(true)
                .samplingStrategy(s -> s.name("FixedRate").value(1.0))
                .filterExpression("")
                .build();
        assertThat(client.getTraceSummaries(all).traceSummaries()).hasSize(1);
        GetTraceSummariesRequest none = all.toBuilder()
                .samplingStrategy(s -> s.name("FixedRate").value(0.0))
                .build();
        assertThat(client.getTraceSummaries(none).traceSummaries()).isEmpty();
        assertThat(client.getTraceSummaries(none.toBuilder().sampling(false).build())
                        .traceSummaries())
                .as("a strategy without sampling is ignored")
                .hasSize(1);
        assertInvalid(
                () -> client.getTraceSummaries(
                        all.toBuilder().timeRangeType(TimeRangeType.TRACE_ID).build()),
                "Cannot use FixedRate with input time range type: TraceId");
        assertInvalid(
                () -> client.getTraceSummaries(all.toBuilder()
                        .samplingStrategy(s -> s.name("FixedRate").value(1.5))
                        .build()),
                "sampling rate must be specified and its value must be between [0, 1]");
    }

    @Test
    void getTraceSummaries_badRequest_isNamed() {
        GetTraceSummariesRequest good = summaries(START, END, TimeRangeType.TRACE_ID);
        assertInvalid(
                () -> client.getTraceSummaries(
                        good.toBuilder().filterExpression("service(\"shop\"))").build()),
                "Error Location: line 1, position 16 : Invalid input symbol: ')'");
        assertInvalid(
                () -> client.getTraceSummaries(
                        good.toBuilder().nextToken("not a token").build()),
                "Invalid token not a token");
        assertInvalid(
                () -> client.getTraceSummaries(summaries(END, START, TimeRangeType.TRACE_ID)),
                "End time cannot be earlier than start time");
    }

    @Test
    void putTelemetryRecords_two_areCounted() {
        TelemetryRecord telemetry = TelemetryRecord.builder().timestamp(START).build();
        client.putTelemetryRecords(b -> b.telemetryRecords(telemetry, telemetry));
        assertThat(api.status()).containsEntry("telemetryRecords", 2L).containsEntry("requests", 1L);
    }

    /** By the API model 2016-04-12. Each answers, or says what it misses. */
    @Test
    void handle_eachOfThe38Operations_isThere() {
        List<String> paths = List.of(
                "/CancelTraceRetrieval",
                "/CreateGroup",
                "/CreateSamplingRule",
                "/DeleteGroup",
                "/DeleteResourcePolicy",
                "/DeleteSamplingRule",
                "/EncryptionConfig",
                "/GetGroup",
                "/GetIndexingRules",
                "/GetRetrievedTracesGraph",
                "/GetSamplingRules",
                "/GetTraceSegmentDestination",
                "/Groups",
                "/Insight",
                "/InsightEvents",
                "/InsightImpactGraph",
                "/InsightSummaries",
                "/ListResourcePolicies",
                "/ListRetrievedTraces",
                "/ListTagsForResource",
                "/PutEncryptionConfig",
                "/PutResourcePolicy",
                "/SamplingStatisticSummaries",
                "/SamplingTargets",
                "/ServiceGraph",
                "/StartTraceRetrieval",
                "/TagResource",
                "/TelemetryRecords",
                "/TimeSeriesServiceStatistics",
                "/TraceGraph",
                "/TraceSegments",
                "/TraceSummaries",
                "/Traces",
                "/UntagResource",
                "/UpdateGroup",
                "/UpdateIndexingRule",
                "/UpdateSamplingRule",
                "/UpdateTraceSegmentDestination");
        assertThat(paths).hasSize(38).allSatisfy(path -> {
            AwsResponse answer =
                    api.handle(new AwsRequest("POST", path, Map.of(), "{}".getBytes(StandardCharsets.UTF_8)));
            assertThat(answer.headers().get("x-amzn-ErrorType")).as(path).isNotEqualTo("UnknownOperationException");
            assertThat(answer.status()).as(path).isIn(200, 400);
        });
    }

    @Test
    void handle_operationThatIsNotThere_isUnknown() {
        AwsResponse answer = api.handle(new AwsRequest("POST", "/Nothing", Map.of(), new byte[0]));
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void getTraceSummaries_filter_findsByIt() {
        putShop();
        put(List.of(segment(traceId(2), 1, "other", 0, 5, "")));
        GetTraceSummariesRequest all = summaries(START, END, TimeRangeType.TRACE_ID);
        assertThat(client.getTraceSummaries(all.toBuilder()
                                .filterExpression("edge(\"shop\", \"stock\")")
                                .build())
                        .traceSummaries())
                .extracting(TraceSummary::id)
                .containsExactly(traceId(1));
        assertThat(client.getTraceSummaries(all.toBuilder()
                                .filterExpression("responsetime > 4")
                                .build())
                        .traceSummaries())
                .extracting(TraceSummary::id)
                .containsExactly(traceId(2));
    }

    @Test
    void groups_expressionChanged_countsForLaterTraces() {
        client.createGroup(b -> b.groupName("shops").filterExpression("service(\"shop\")"));
        put(List.of(segment(traceId(1), 1, "shop")));
        client.updateGroup(b -> b.groupName("shops").filterExpression("service(\"mall\")"));
        put(List.of(segment(traceId(2), 1, "shop"), segment(traceId(3), 1, "mall")));

        GetTraceSummariesRequest members = summaries(START, END, TimeRangeType.TRACE_ID).toBuilder()
                .filterExpression("group.name = \"shops\"")
                .build();
        assertThat(client.getTraceSummaries(members).traceSummaries())
                .extracting(TraceSummary::id)
                .containsExactly(traceId(3), traceId(1));
        GetServiceGraphResponse graph =
                client.getServiceGraph(b -> b.startTime(NOW).endTime(NOW).groupName("shops"));
        assertThat(graph.services()).extracting(Service::name).containsOnly("shop", "mall");
        assertThat(graph.containsOldGroupVersions()).isTrue();
        assertInvalid(
                () -> client.createGroup(b -> b.groupName("broken").filterExpression("ok )")),
                "Error Location: line 1, position 4");
    }

    private int count(int from, int to, TimeRangeType type) {
        return client.getTraceSummaries(summaries(START.plusSeconds(from), START.plusSeconds(to), type))
                .traceSummaries()
                .size();
    }

    private static GetTraceSummariesRequest summaries(Instant start, Instant end, TimeRangeType type) {
        return GetTraceSummariesRequest.builder()
                .startTime(start)
                .endTime(end)
                .timeRangeType(type)
                .build();
    }
}
