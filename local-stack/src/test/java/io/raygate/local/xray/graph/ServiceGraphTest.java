// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.index.Documents;
import io.raygate.local.xray.index.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static io.raygate.local.xray.index.Documents.EPOCH;
import static io.raygate.local.xray.index.Documents.TRACE;
import static io.raygate.local.xray.index.Documents.inProgress;
import static io.raygate.local.xray.index.Documents.parent;
import static io.raygate.local.xray.index.Documents.segment;
import static io.raygate.local.xray.index.Documents.subsegment;
import static io.raygate.local.xray.index.Documents.subsegments;
import static io.raygate.local.xray.index.Documents.trace;
import static org.assertj.core.api.Assertions.assertThat;

class ServiceGraphTest {

    private static final String REMOTE = "\"namespace\":\"remote\",";

    @Test
    void of_rootSegment_isCalledByAClientOfItsName() {
        JsonNode graph = graph(trace(segment(TRACE, 1, "shop", 0, 1, "\"origin\":\"AWS::EKS::Container\",")));
        assertThat(edges(graph)).containsExactly("shop/client>shop/AWS::EKS::Container");
        assertThat(node(graph, "shop", "AWS::EKS::Container").path("Root").asBoolean())
                .isTrue();
        assertThat(node(graph, "shop", "client").path("State").asText()).isEqualTo("unknown");
    }

    @Test
    void of_remoteCallWithSegment_linksTheServices() {
        JsonNode graph = graph(trace(
                segment(TRACE, 1, "shop", 0, 1, subsegments(subsegment(2, "stock:8080", REMOTE))),
                segment(TRACE, 3, "stock", 0.3, 0.7, parent(2))));
        assertThat(edges(graph)).containsExactlyInAnyOrder("shop/client>shop/", "shop/>stock/");
        JsonNode edge = node(graph, "shop", "").path("Edges").get(0);
        assertThat(edge.path("SummaryStatistics").path("TotalResponseTime").asDouble())
                .as("as the caller saw it")
                .isEqualTo(0.5);
        assertThat(node(graph, "stock", "")
                        .path("SummaryStatistics")
                        .path("TotalResponseTime")
                        .asDouble())
                .isEqualTo(0.4);
    }

    @Test
    void of_remoteCallWithoutSegment_infersANode() {
        JsonNode graph =
                graph(trace(segment(TRACE, 1, "shop", 0, 1, subsegments(subsegment(2, "example.com", REMOTE)))));
        assertThat(edges(graph)).contains("shop/>example.com/remote");
        assertThat(node(graph, "example.com", "remote").path("State").asText()).isEqualTo("passive");
    }

    @Test
    void of_awsAndSqlCalls_inferTypedNodes() {
        String dynamo = "\"namespace\":\"aws\",\"aws\":{\"table_name\":\"orders\",\"operation\":\"PutItem\"},";
        String sns = "\"namespace\":\"aws\",\"aws\":{\"operation\":\"Publish\"},";
        String sql = "\"namespace\":\"remote\",\"sql\":{\"url\":\"jdbc:x\"},";
        JsonNode graph = graph(trace(segment(
                TRACE,
                1,
                "shop",
                0,
                1,
                subsegments(
                        subsegment(2, "local work", subsegments(subsegment(3, "DynamoDB", dynamo))),
                        subsegment(4, "SNS", sns),
                        subsegment(5, "shop@db", sql)))));
        assertThat(edges(graph))
                .contains("shop/>orders/AWS::DynamoDB::Table", "shop/>SNS/AWS::SNS", "shop/>shop@db/Database::SQL")
                .hasSize(4);
    }

    @Test
    void of_callInsideACall_countsOnce() {
        String nested = "\"namespace\":\"aws\",\"aws\":{\"table_name\":\"orders\",\"operation\":\"GetItem\"},"
                + subsegments(subsegment(3, "dynamodb.eu-west-1.amazonaws.com", REMOTE));
        JsonNode graph = graph(trace(segment(TRACE, 1, "shop", 0, 1, subsegments(subsegment(2, "DynamoDB", nested)))));
        assertThat(edges(graph)).containsExactlyInAnyOrder("shop/client>shop/", "shop/>orders/AWS::DynamoDB::Table");
    }

    @Test
    void of_independentSubsegment_belongsToItsSegment() {
        String independent = segment(TRACE, 2, "stock:8080", 0.2, 0.8, "\"type\":\"subsegment\"," + REMOTE + parent(1));
        JsonNode graph =
                graph(trace(independent, segment(TRACE, 3, "stock", 0.3, 0.7, parent(2)), segment(TRACE, 1, "shop")));
        assertThat(edges(graph)).containsExactlyInAnyOrder("shop/client>shop/", "shop/>stock/");
    }

    @Test
    void of_subsegmentWithoutItsSegment_saysNothing() {
        String orphan = segment(TRACE, 2, "stock:8080", 0, 1, "\"type\":\"subsegment\"," + REMOTE + parent(1));
        assertThat(graph(trace(orphan))).isEmpty();
    }

    @Test
    void of_subsegmentsInACircle_ends() {
        String one = segment(TRACE, 1, "a", 0, 1, "\"type\":\"subsegment\"," + REMOTE + parent(2));
        String two = segment(TRACE, 2, "b", 0, 1, "\"type\":\"subsegment\"," + REMOTE + parent(1));
        assertThat(graph(trace(one, two))).isEmpty();
    }

    @Test
    void of_parentNotInTrace_isAnEntry() {
        assertThat(edges(graph(trace(segment(TRACE, 1, "shop", 0, 1, parent(99))))))
                .containsExactly("shop/client>shop/");
    }

    @Test
    void of_flags_areCountedApart() {
        JsonNode graph = graph(
                trace(segment(Documents.traceId(1), 1, "shop")),
                trace(segment(Documents.traceId(2), 1, "shop", 0, 1, "\"fault\":true,\"error\":true,")),
                trace(segment(Documents.traceId(3), 1, "shop", 0, 1, "\"error\":true,")),
                trace(segment(Documents.traceId(4), 1, "shop", 0, 1, "\"error\":true,\"throttle\":true,")));
        assertThat(node(graph, "shop", "").path("SummaryStatistics"))
                .hasToString("{\"OkCount\":1,"
                        + "\"ErrorStatistics\":{\"ThrottleCount\":1,\"OtherCount\":1,\"TotalCount\":2},"
                        + "\"FaultStatistics\":{\"OtherCount\":1,\"TotalCount\":1},"
                        + "\"TotalCount\":4,\"TotalResponseTime\":4.0}");
        assertThat(node(graph, "shop", "").path("ResponseTimeHistogram")).hasToString("[{\"Value\":1.0,\"Count\":4}]");
    }

    @Test
    void of_statusWithoutFlags_isCounted() {
        JsonNode statistics = node(
                        graph(
                                trace(segment(Documents.traceId(1), 1, "shop", 0, 1, status(200))),
                                trace(segment(Documents.traceId(2), 1, "shop", 0, 1, status(404))),
                                trace(segment(Documents.traceId(3), 1, "shop", 0, 1, status(429))),
                                trace(segment(Documents.traceId(4), 1, "shop", 0, 1, status(503)))),
                        "shop",
                        "")
                .path("SummaryStatistics");
        assertThat(statistics.path("OkCount").asInt()).isOne();
        assertThat(statistics.at("/ErrorStatistics/ThrottleCount").asInt()).isOne();
        assertThat(statistics.at("/ErrorStatistics/OtherCount").asInt()).isOne();
        assertThat(statistics.at("/FaultStatistics/TotalCount").asInt()).isOne();
    }

    @Test
    void of_faultAndThrottleTogether_countsAsThrottle() {
        JsonNode statistics = node(
                        graph(trace(segment(TRACE, 1, "shop", 0, 1, "\"fault\":true,\"throttle\":true,"))), "shop", "")
                .path("SummaryStatistics");
        assertThat(statistics.at("/ErrorStatistics/ThrottleCount").asInt()).isOne();
        assertThat(statistics.at("/FaultStatistics/TotalCount").asInt()).isZero();
    }

    @Test
    void of_calledServiceThatReports_isKnownByItsCallersName() {
        JsonNode graph = graph(trace(
                segment(TRACE, 1, "shop", 0, 1, subsegments(subsegment(2, "stock:8080", REMOTE))),
                segment(TRACE, 3, "stock", 0.3, 0.7, parent(2))));
        assertThat(node(graph, "shop", "").at("/Edges/0/Aliases"))
                .hasToString("[{\"Name\":\"stock:8080\",\"Names\":[\"stock:8080\"],\"Type\":\"remote\"}]");
    }

    @Test
    void of_link_isAnEdgeFromTheQueueWithItsAge() {
        String send = "\"namespace\":\"aws\",\"aws\":{\"operation\":\"SendMessage\",\"queue_url\":\"orders\"},";
        Trace sender = trace(segment(Documents.traceId(1), 1, "shop", 0, 1, subsegments(subsegment(2, "SQS", send))));
        String link = "\"links\":[{\"trace_id\":\"" + Documents.traceId(1) + "\",\"id\":\"" + Documents.id(2) + "\"}],";
        Trace reader = trace(segment(Documents.traceId(2), 3, "packer", 5.75, 7, link));

        JsonNode graph = ServiceGraph.of(List.of(sender, reader), id -> id.equals(sender.id()) ? sender : null)
                .toJson();

        assertThat(edges(graph)).contains("orders/AWS::SQS::Queue>packer/");
        JsonNode edge = node(graph, "orders", "AWS::SQS::Queue").path("Edges").get(0);
        assertThat(edge.path("EdgeType").asText()).isEqualTo("link");
        assertThat(edge.path("ReceivedEventAgeHistogram")).hasToString("[{\"Value\":5.0,\"Count\":1}]");
    }

    @Test
    void of_services_areNumberedByNameAndType() {
        JsonNode graph = graph(trace(segment(TRACE, 1, "b", 0, 1, subsegments(subsegment(2, "a", REMOTE)))));
        assertThat(graph).extracting(ServiceGraphTest::label).containsExactly("a/remote", "b/", "b/client");
    }

    private static String status(int status) {
        return "\"http\":{\"response\":{\"status\":" + status + "}},";
    }

    @Test
    void of_segmentInProgress_isShownButNotCounted() {
        JsonNode shop = node(graph(trace(inProgress(TRACE, 1, "shop"))), "shop", "");
        assertThat(shop.path("SummaryStatistics").path("TotalCount").asLong()).isZero();
        assertThat(shop.path("StartTime").asLong()).isEqualTo(EPOCH);
    }

    private static JsonNode graph(Trace... traces) {
        return ServiceGraph.of(List.of(traces), id -> null).toJson();
    }

    private static JsonNode node(JsonNode graph, String name, String type) {
        for (JsonNode node : graph) {
            if (node.path("Name").asText().equals(name)
                    && node.path("Type").asText("").equals(type)) {
                return node;
            }
        }
        throw new AssertionError("no " + name + "/" + type + " in " + graph);
    }

    private static List<String> edges(JsonNode graph) {
        List<String> edges = new ArrayList<>();
        for (JsonNode from : graph) {
            for (JsonNode edge : from.path("Edges")) {
                JsonNode to = graph.get(edge.path("ReferenceId").asInt());
                assertThat(to.path("ReferenceId")).isEqualTo(edge.path("ReferenceId"));
                edges.add(label(from) + ">" + label(to));
            }
        }
        return edges;
    }

    private static String label(JsonNode node) {
        return node.path("Name").asText() + "/" + node.path("Type").asText("");
    }
}
