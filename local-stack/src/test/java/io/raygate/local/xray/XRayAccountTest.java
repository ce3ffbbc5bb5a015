// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.xray.model.InsightState;
import software.amazon.awssdk.services.xray.model.InsightSummary;
import software.amazon.awssdk.services.xray.model.InvalidPolicyRevisionIdException;
import software.amazon.awssdk.services.xray.model.ListRetrievedTracesResponse;
import software.amazon.awssdk.services.xray.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.xray.model.PolicyCountLimitExceededException;
import software.amazon.awssdk.services.xray.model.ResourceNotFoundException;
import software.amazon.awssdk.services.xray.model.ResourcePolicy;
import software.amazon.awssdk.services.xray.model.RetrievalStatus;
import software.amazon.awssdk.services.xray.model.RetrievedTrace;
import software.amazon.awssdk.services.xray.model.Tag;
import software.amazon.awssdk.services.xray.model.TooManyTagsException;
import software.amazon.awssdk.services.xray.model.TraceFormatType;

import static io.raygate.local.xray.index.Documents.EPOCH;
import static io.raygate.local.xray.index.Documents.parent;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.subsegment;
import static io.raygate.local.xray.index.Documents.subsegments;
import static io.raygate.local.xray.index.Documents.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tags, policies, retrieval and insights through the AWS SDK. */
class XRayAccountTest extends XRayOverHttp {

    private static final Instant START = Instant.ofEpochSecond(EPOCH);
    private static final Instant NOW = START.plusSeconds(120);
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    XRayAccountTest() {
        super(FixedXRayConfig.roomy(), NOW);
    }

    @Test
    void tags_ofAGroup_liveAsLongAsIt() {
        String arn = client.createGroup(b -> b.groupName("shops").tags(tag("team", "shop")))
                .group()
                .groupARN();
        client.tagResource(b -> b.resourceARN(arn).tags(tag("stage", "test"), tag("team", "mall")));
        assertThat(tags(arn)).containsExactly(tag("stage", "test"), tag("team", "mall"));
        client.untagResource(b -> b.resourceARN(arn).tagKeys("team"));
        assertThat(tags(arn)).containsExactly(tag("stage", "test"));
        client.deleteGroup(b -> b.groupName("shops"));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> tags(arn));
    }

    @Test
    void tags_moreThanFifty_areRefused() {
        String arn = client.createGroup(b -> b.groupName("shops")).group().groupARN();
        List<Tag> many = IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "v")).toList();
        assertThatExceptionOfType(TooManyTagsException.class)
                .isThrownBy(() -> client.tagResource(b -> b.resourceARN(arn).tags(many)));
    }

    @Test
    void policies_revisions_guardAgainstLostUpdates() {
        assertThat(putPolicy("a", "0").policyRevisionId()).isEqualTo("1");
        assertThatExceptionOfType(InvalidPolicyRevisionIdException.class).isThrownBy(() -> putPolicy("a", "0"));
        assertThat(putPolicy("a", "1").policyRevisionId()).isEqualTo("2");
        assertThat(client.listResourcePolicies(b -> {}).resourcePolicies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.policyDocument()).isEqualTo(POLICY));
        client.deleteResourcePolicy(b -> b.policyName("a").policyRevisionId("2"));
        assertThat(client.listResourcePolicies(b -> {}).resourcePolicies()).isEmpty();
    }

    @Test
    void policies_malformedOrTooMany_areRefused() {
        assertThatExceptionOfType(MalformedPolicyDocumentException.class)
                .isThrownBy(
                        () -> client.putResourcePolicy(b -> b.policyName("a").policyDocument("allow all")));
        IntStream.range(0, 5).forEach(i -> putPolicy("policy-" + i, "0"));
        assertThatExceptionOfType(PolicyCountLimitExceededException.class).isThrownBy(() -> putPolicy("sixth", "0"));
    }

    @Test
    void retrieval_documents_comeBackInBothFormats() {
        put(segment(traceId(1), 1, "shop", 0, 2, "\"fault\":true," + subsegments(subsegment(2, "inner", ""))));
        String token = retrieve(traceId(1));
        ListRetrievedTracesResponse documents = client.listRetrievedTraces(b -> b.retrievalToken(token));
        assertThat(documents.retrievalStatus()).isEqualTo(RetrievalStatus.COMPLETE);
        assertThat(documents.traces()).singleElement().satisfies(trace -> {
            assertThat(trace.duration()).isEqualTo(2);
            assertThat(trace.spans().getFirst().document()).contains("\"name\":\"shop\"");
        });
        RetrievedTrace spans = client.listRetrievedTraces(
                        b -> b.retrievalToken(token).traceFormat(TraceFormatType.OTEL))
                .traces()
                .getFirst();
        assertThat(spans.spans()).hasSize(2);
        assertThat(spans.spans().getFirst().document())
                .contains(
                        "\"traceId\":\"6553f100000000000000000000000001\"",
                        "\"kind\":\"SERVER\"",
                        "\"code\":\"ERROR\"");
        assertThat(spans.spans().getLast().document()).contains("\"parentSpanId\":\"0000000000000001\"");
        assertThat(client.getRetrievedTracesGraph(b -> b.retrievalToken(token))
                        .services()
                        .getLast()
                        .service()
                        .name())
                .isEqualTo("shop");
    }

    /** With Transaction Search it is the only way to a trace that is not indexed. */
    @Test
    void retrieval_traceThatIsNotIndexed_isFound() {
        client.updateTraceSegmentDestination(b -> b.destination("CloudWatchLogs"));
        client.updateIndexingRule(
                b -> b.name("Default").rule(r -> r.probabilistic(p -> p.desiredSamplingPercentage(0.0))));
        put(segment(traceId(1), 1, "shop"));
        assertThat(client.batchGetTraces(b -> b.traceIds(traceId(1))).traces()).isEmpty();
        String token = retrieve(traceId(1));
        assertThat(client.listRetrievedTraces(b -> b.retrievalToken(token)).traces())
                .hasSize(1);
    }

    @Test
    void retrieval_cancelledTwice_isNotFound() {
        put(segment(traceId(1), 1, "shop"));
        String token = retrieve(traceId(1));
        client.cancelTraceRetrieval(b -> b.retrievalToken(token));
        assertThat(client.listRetrievedTraces(b -> b.retrievalToken(token)).retrievalStatus())
                .isEqualTo(RetrievalStatus.CANCELLED);
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client.cancelTraceRetrieval(b -> b.retrievalToken(token)));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client.listRetrievedTraces(b -> b.retrievalToken("gone")));
    }

    @Test
    void insights_serviceThatFails_isTheRootCauseOfItsCallers() {
        client.createGroup(b ->
                b.groupName("all").filterExpression("service()").insightsConfiguration(i -> i.insightsEnabled(true)));
        for (int i = 1; i <= 8; i++) {
            String call =
                    "\"fault\":true," + subsegments(subsegment(2, "stock", "\"namespace\":\"remote\",\"fault\":true,"));
            put(
                    segment(traceId(i), 1, "shop", i, i + 1, call),
                    segment(traceId(i), 3, "stock", i, i + 1, parent(2) + "\"fault\":true,"));
        }
        List<InsightSummary> insights = client.getInsightSummaries(
                        b -> b.startTime(START.minusSeconds(60)).endTime(NOW))
                .insightSummaries();
        assertThat(insights).singleElement().satisfies(insight -> {
            assertThat(insight.rootCauseServiceId().name()).isEqualTo("stock");
            assertThat(insight.state()).isEqualTo(InsightState.ACTIVE);
            assertThat(insight.clientRequestImpactStatistics().faultCount()).isEqualTo(8);
            assertThat(insight.rootCauseServiceRequestImpactStatistics().totalCount())
                    .isEqualTo(8);
        });
        String id = insights.getFirst().insightId();
        assertThat(client.getInsight(b -> b.insightId(id)).insight().summary()).contains("stock", "8 of 8");
        assertThat(client.getInsightEvents(b -> b.insightId(id)).insightEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.summary()).contains("8 of 8"));
        assertThat(client.getInsightImpactGraph(
                                b -> b.insightId(id).startTime(START).endTime(NOW))
                        .services())
                .extracting(service -> service.name() + "/" + service.type())
                .containsExactly("shop/null", "shop/client", "stock/null");
    }

    @Test
    void insights_fewFaultsOrNoGroup_areNone() {
        put(segment(traceId(1), 1, "shop", 0, 1, "\"fault\":true,"));
        assertThat(client.getInsightSummaries(b -> b.startTime(START).endTime(NOW))
                        .insightSummaries())
                .isEmpty();
    }

    private ResourcePolicy putPolicy(String name, String revision) {
        return client.putResourcePolicy(
                        b -> b.policyName(name).policyDocument(POLICY).policyRevisionId(revision))
                .resourcePolicy();
    }

    private void put(String... documents) {
        assertThat(client.putTraceSegments(b -> b.traceSegmentDocuments(documents))
                        .unprocessedTraceSegments())
                .isEmpty();
    }

    private String retrieve(String traceId) {
        return client.startTraceRetrieval(b ->
                        b.traceIds(traceId).startTime(START.minusSeconds(60)).endTime(NOW))
                .retrievalToken();
    }

    private List<Tag> tags(String arn) {
        return client.listTagsForResource(b -> b.resourceARN(arn)).tags();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
