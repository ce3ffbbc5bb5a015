// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.index.Documents;
import io.raygate.local.xray.index.Trace;
import org.junit.jupiter.api.Test;

import static io.raygate.local.xray.index.Documents.TRACE;
import static io.raygate.local.xray.index.Documents.inProgress;
import static io.raygate.local.xray.index.Documents.parent;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.subsegment;
import static io.raygate.local.xray.index.Documents.subsegments;
import static io.raygate.local.xray.index.Documents.trace;
import static org.assertj.core.api.Assertions.assertThat;

class TraceSummaryTest {

    @Test
    void of_twoSegments_timesTheTraceAndItsRoot() {
        JsonNode summary =
                summary(trace(segment(TRACE, 2, "stock", 0.5, 3, parent(1)), segment(TRACE, 1, "shop", 0, 2, "")));
        assertThat(summary.path("Duration").asDouble()).isEqualTo(3);
        assertThat(summary.path("ResponseTime").asDouble()).isEqualTo(2);
        assertThat(summary.path("StartTime").asDouble()).isEqualTo(Documents.EPOCH);
        assertThat(summary.path("EntryPoint").path("Name").asText()).isEqualTo("shop");
        assertThat(summary.path("ServiceIds")).as("shop, its client and stock").hasSize(3);
        assertThat(summary.path("Revision").asInt()).isEqualTo(2);
    }

    @Test
    void of_faultDeepInside_leavesTheRootUnmarked() {
        String inner = subsegments(subsegment(3, "inner", "\"fault\":true,"));
        JsonNode summary = summary(trace(segment(TRACE, 1, "shop", 0, 1, subsegments(subsegment(2, "outer", inner)))));
        assertThat(summary.path("HasFault").asBoolean()).isFalse();
        assertThat(summary.path("HasError").asBoolean()).isFalse();
        assertThat(summary.path("HasThrottle").asBoolean()).isFalse();
    }

    @Test
    void of_segmentInProgress_isPartial() {
        JsonNode summary = summary(trace(inProgress(TRACE, 1, "shop")));
        assertThat(summary.path("IsPartial").asBoolean()).isTrue();
        assertThat(summary.path("ResponseTime").isNull()).isTrue();
        assertThat(summary.path("Duration").isNull()).isTrue();
    }

    @Test
    void of_traceWhoseRootNeverCame_isPartialWithoutEntryPoint() {
        JsonNode summary = summary(trace(segment(TRACE, 1, "shop", 0, 1, parent(99))));
        assertThat(summary.path("IsPartial").asBoolean()).isTrue();
        assertThat(summary.path("EntryPoint").isNull()).isTrue();
        assertThat(summary.path("ResponseTime").isNull()).isTrue();
        assertThat(summary.path("Http")).isEmpty();
    }

    @Test
    void of_httpOfTheRoot_isQuoted() {
        String http = "\"http\":{\"request\":{\"method\":\"GET\",\"url\":\"http://shop/\",\"client_ip\":\"10.0.0.1\"},"
                + "\"response\":{\"status\":418}},";
        assertThat(summary(trace(segment(TRACE, 1, "shop", 0, 1, http))).path("Http"))
                .hasToString("{\"HttpURL\":\"http://shop/\",\"HttpStatus\":418,\"HttpMethod\":\"GET\","
                        + "\"ClientIp\":\"10.0.0.1\"}");
    }

    @Test
    void of_annotationsOfEachKind_keepTheirType() {
        String more = "\"annotations\":{\"who\":\"ann\",\"n\":7,\"vip\":true,\"bad\":null},"
                + subsegments(subsegment(2, "inner", "\"annotations\":{\"who\":\"bob\"},"));
        JsonNode annotations =
                summary(trace(segment(TRACE, 1, "shop", 0, 1, more))).path("Annotations");
        assertThat(annotations.path("who")).hasSize(2);
        assertThat(annotations.path("who").get(1).path("AnnotationValue")).hasToString("{\"StringValue\":\"bob\"}");
        assertThat(annotations.path("n").get(0).path("AnnotationValue")).hasToString("{\"NumberValue\":7.0}");
        assertThat(annotations.path("vip").get(0).path("AnnotationValue")).hasToString("{\"BooleanValue\":true}");
        assertThat(annotations.path("n").get(0).path("ServiceIds").isNull()).isTrue();
        assertThat(annotations.has("bad")).isFalse();
    }

    @Test
    void of_placesAndUsers_areCollectedOnce() {
        String more = "\"user\":\"ann\",\"resource_arn\":\"arn:aws:x\","
                + "\"aws\":{\"ec2\":{\"instance_id\":\"i-1\",\"availability_zone\":\"eu-west-1a\"}},";
        JsonNode summary = summary(
                trace(segment(TRACE, 1, "shop", 0, 1, more), segment(TRACE, 2, "shop", 0, 1, parent(1) + more)));
        assertThat(summary.path("ResourceARNs")).hasToString("[{\"ARN\":\"arn:aws:x\"}]");
        assertThat(summary.path("InstanceIds")).hasToString("[{\"Id\":\"i-1\"}]");
        assertThat(summary.path("AvailabilityZones")).hasToString("[{\"Name\":\"eu-west-1a\"}]");
        assertThat(summary.path("Users")).hasSize(1);
        assertThat(summary.path("Users").get(0).path("UserName").asText()).isEqualTo("ann");
    }

    private static JsonNode summary(Trace trace) {
        return TraceSummary.of(trace, Double.NaN);
    }
}
