// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.gitops.ExampleRenders;
import io.raygate.it.stack.BlockSender;
import io.raygate.it.stack.ForwarderProcess;
import io.raygate.it.stack.Http;
import io.raygate.it.stack.ParameterWriter;
import io.raygate.it.stack.Ports;
import io.raygate.it.stack.RaygateStack;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/**
 * What the charts render for a team, from the datagram to X-Ray: the ConfigMap starts the forwarder, the Function manifests
 * start the packaged gateway and its redrive, the Parameter is the policy, and the stream joins them under its rendered
 * name. {@link RenderedEdge} and {@link RenderedStack} say what differs on one machine. In {@code dev} the team is read by
 * the ring {@code canary}, in {@code prod} by {@code stable}.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RenderedGatewayIT {

    private static final String TENANT = "payments";
    private static final String QUARANTINE = "raygate-quarantine";
    private static final String DEAD_LETTERS = "raygate-dead-letters";
    private static final String EMAIL = "anna@payments.example";
    private static final String CLIENT_IP = "203.0.113.195";
    private static final String HASH_KEY = "a key that only SSM knows";
    private static final String FOREIGN_CLUSTER = "payments-of-tomorrow";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void documents_renderedEdgeAndGateway_policyHoldsAndRedriveDelivers(String environment, @TempDir Path folder)
            throws Exception {
        ExampleRenders renders = ExampleRenders.in(folder.resolve("repository"));
        RenderedApplication gateway = RenderedApplication.of(renders, "gateway-" + environment);
        RenderedApplication tenant = RenderedApplication.of(renders, "tenant-" + TENANT + "-" + environment);
        String cluster = TENANT + "-" + environment + "-euw1";
        RenderedEdge edge = RenderedEdge.mount(RenderedApplication.of(renders, "edge-" + cluster), folder);
        try (RaygateStack stack = RaygateStack.start(RenderedStack.options(gateway, tenant), "--no-demo");
                var parameters = new ParameterWriter(stack.ports().aws());
                var forwarder = ForwarderProcess.start(
                        Ports.free(), stack.ports().aws(), edge.differences(), edge.environment());
                var datagrams = new Datagrams(forwarder.daemon())) {
            parameters.put(
                    "/raygate/" + environment + "/redaction-hash-key",
                    HASH_KEY,
                    ParameterType.SECURE_STRING,
                    ParameterTier.STANDARD);
            JsonNode policy = tenant.only("Parameter").path("spec");
            put(parameters, policy, policy.path("value").asText());

            TestDocument own = TestDocument.numbered(1).getFirst();
            datagrams.send(Datagrams.framed(withPersonalData(own)));
            assertPolicyHolds(awaitDocument(stack, own), cluster);

            TestDocument foreign = TestDocument.numbered(1).getFirst();
            try (var stream = new BlockSender(stack.ports().aws(), "raygate-" + TENANT)) {
                stream.put(TestBlocks.packFrom(FOREIGN_CLUSTER, List.of(withPersonalData(foreign)), 1));
            }
            datagrams.send(Datagrams.framed(InvalidDocuments.numbered(2).getLast()));
            assertQuarantined(stack, tuple(FOREIGN_CLUSTER, "CLUSTER_NOT_OWNED"), tuple(cluster, "INVALID"));
            assertThat(stack.traces().documents(List.of(foreign.traceId()))).isEmpty();

            put(parameters, policy, owning(policy.path("value").asText(), FOREIGN_CLUSTER));
            Http.post(stack.ports().page().resolve("/api/redrive"), "{}");
            assertPolicyHolds(awaitDocument(stack, foreign), FOREIGN_CLUSTER);
            awaitMessages(stack, DEAD_LETTERS, 1);
            awaitMessages(stack, QUARANTINE, 0);
            assertThat(stack.gatewayBooks().addUp()).isTrue();
        }
    }

    /** Cluster and reason of each message. */
    private static void assertQuarantined(RaygateStack stack, Tuple... clustersAndReasons) {
        awaitMessages(stack, QUARANTINE, clustersAndReasons.length);
        assertThat(stack.messages(QUARANTINE))
                .allSatisfy(
                        message -> assertThat(message.path("tenant").asText()).isEqualTo(TENANT))
                .allSatisfy(message -> assertThat(message.toString()).doesNotContain(EMAIL, CLIENT_IP))
                .extracting(
                        message -> message.at("/origin/cluster").asText(),
                        message -> message.path("reason").asText())
                .containsExactlyInAnyOrder(clustersAndReasons);
    }

    /** The platform's rules, the team's rules, what the team adds, and nothing else. */
    private static void assertPolicyHolds(JsonNode delivered, String cluster) throws GeneralSecurityException {
        String clientIp = delivered.at("/http/request/client_ip").asText();
        assertThat(CLIENT_IP).startsWith(clientIp).hasSizeGreaterThan(clientIp.length());
        assertThat(clientIp).isNotEmpty();
        assertThat(delivered.at("/metadata/default"))
                .isEqualTo(JSON.createObjectNode()
                        .<ObjectNode>set("headers", JSON.createObjectNode().put("accept", "text/html"))
                        .set("order", JSON.createObjectNode().put("total", 3)));
        assertThat(delivered.at("/annotations/email").asText()).isEqualTo(digest(EMAIL));
        assertThat(delivered.at("/annotations/team").asText()).isEqualTo(TENANT);
        assertThat(delivered.at("/annotations/k8s_cluster").asText()).isEqualTo(cluster);
        assertThat(delivered.at("/annotations/number").isNumber()).isTrue();
    }

    /** As docs/policy.md describes it. */
    private static String digest(String value) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HASH_KEY.getBytes(UTF_8), "HmacSHA256"));
        byte[] code = mac.doFinal((TENANT + "\0" + value).getBytes(UTF_8));
        return "hmac:" + HexFormat.of().formatHex(code, 0, 16);
    }

    private static String withPersonalData(TestDocument plain) throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(plain.body());
        ((ObjectNode) document.at("/http/request")).put("client_ip", CLIENT_IP);
        ((ObjectNode) document.path("annotations")).put("email", EMAIL);
        ObjectNode metadata = document.putObject("metadata").putObject("default");
        metadata.putObject("headers").put("authorization", "Bearer of secrets").put("accept", "text/html");
        metadata.putObject("order").put("card_number", "4111111111111111").put("total", 3);
        return document.toString();
    }

    private static void put(ParameterWriter parameters, JsonNode spec, String value) {
        parameters.put(
                spec.path("name").asText(),
                value,
                ParameterType.fromValue(spec.path("type").asText()),
                ParameterTier.fromValue(spec.path("tier").asText()));
    }

    private static String owning(String policy, String cluster) throws IOException {
        JsonNode changed = JSON.readTree(policy);
        ((ArrayNode) changed.path("clusters")).add(cluster);
        return changed.toString();
    }

    private static JsonNode awaitDocument(RaygateStack stack, TestDocument document) throws IOException {
        await("the document in X-Ray")
                .atMost(PATIENCE)
                .until(() ->
                        !stack.traces().documents(List.of(document.traceId())).isEmpty());
        return JSON.readTree(
                stack.traces().documents(List.of(document.traceId())).get(document.id()));
    }

    private static void awaitMessages(RaygateStack stack, String queue, int count) {
        await("messages in " + queue)
                .atMost(PATIENCE)
                .until(() -> stack.messages(queue).size() == count);
    }
}
