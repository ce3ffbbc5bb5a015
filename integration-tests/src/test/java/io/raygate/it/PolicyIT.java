// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.block.Origin;
import io.raygate.block.SigningKeys;
import io.raygate.it.stack.BlockSender;
import io.raygate.it.stack.Http;
import io.raygate.it.stack.ParameterWriter;
import io.raygate.it.stack.QueueReader;
import io.raygate.it.stack.RaygateStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a tenant's policy does to documents on the whole way, from a directory and from SSM. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PolicyIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void tenantFile_foreignCluster_isQuarantined() throws IOException {
        try (RaygateStack stack = RaygateStack.start("--no-demo", "--tenants", "demo-shop/tenants");
                var quarantine = new QueueReader(stack.ports().aws(), FailureRun.QUARANTINE);
                var stream = new BlockSender(stack.ports().aws())) {
            TestDocument own = TestDocument.numbered(1).getFirst();
            try (var datagrams = new Datagrams(stack.ports().daemon())) {
                datagrams.send(Datagrams.framed(own.body().replaceFirst("\\{", "{\"user\":\"anna\",")));
            }
            JsonNode delivered = awaitDocument(stack, own);
            assertThat(delivered.has("user")).isFalse();
            assertThat(delivered.at("/annotations/team").asText()).isEqualTo("shop");
            assertThat(delivered.at("/annotations/k8s_cluster").asText()).isEqualTo("local");

            TestDocument foreign = TestDocument.numbered(1).getFirst();
            stream.put(TestBlocks.pack(List.of(foreign.body()), 1));
            List<JsonNode> messages = new ArrayList<>();
            await("the foreign document in quarantine").atMost(PATIENCE).until(() -> {
                messages.addAll(quarantine.drain());
                return !messages.isEmpty();
            });
            assertThat(messages)
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.path("reason").asText()).isEqualTo("CLUSTER_NOT_OWNED"));
            assertThat(stack.traces().documents(List.of(foreign.traceId()))).isEmpty();
        }
    }

    @Test
    void ssmDown_fromTheStart_comeAgainOnceItIsBack() {
        String environment = "-Draygate.local.function.environment.RAYGATE_";
        try (RaygateStack stack = RaygateStack.start(
                        List.of(
                                environment + "POLICY_SOURCE=ssm",
                                environment + "POLICY_ENVIRONMENT=local",
                                environment + "POLICY_REQUEST_TIMEOUT=1s",
                                "-Draygate.local.event-source-mapping.max-retry-backoff=1s"),
                        "--no-demo");
                var parameters = new ParameterWriter(stack.ports().aws());
                var stream = new BlockSender(stack.ports().aws())) {
            parameters.put("/raygate/local/tenants/demo", """
                    {"apiVersion":"raygate/v1","kind":"GatewayPolicy","tenant":"demo","clusters":["local"],
                    "enrichment":{"annotations":{"team":"shop"}}}""");
            Http.post(stack.ports().page().resolve("/api/faults/ssm"), "{\"kind\":\"http-500\",\"seconds\":600}");
            TestDocument document = TestDocument.numbered(1).getFirst();
            stream.put(TestBlocks.packFrom("local", List.of(document.body()), 1));
            await("invocations that fail for want of a policy")
                    .atMost(PATIENCE)
                    .until(() -> stack.status().faults("ssm") > 2);
            assertThat(stack.traces().documents(List.of(document.traceId()))).isEmpty();

            Http.delete(stack.ports().page().resolve("/api/faults/ssm"));
            assertThat(awaitDocument(stack, document).at("/annotations/team").asText())
                    .isEqualTo("shop");
        }
    }

    @Test
    void sharedStream_keysAndPolicyFromSsm_takesTheTenantThatSigned() {
        String environment = "-Draygate.local.function.environment.RAYGATE_";
        String key = "1 0123456789abcdef0123456789abcdef";
        try (RaygateStack stack = RaygateStack.start(
                        List.of(
                                environment + "POLICY_SOURCE=ssm",
                                environment + "POLICY_ENVIRONMENT=local",
                                environment + "REDACT_HASH_KEY_PARAMETER=/raygate/local/hash-key",
                                environment + "TENANCY_SHARED_STREAMS=raygate-demo",
                                environment + "TENANCY_SIGNING_KEYS_PARAMETER_PATH=/raygate/local/signing-keys",
                                environment + "TENANCY_SIGNING_KEYS_REFRESH=0s"),
                        "--no-demo");
                var parameters = new ParameterWriter(stack.ports().aws());
                var quarantine = new QueueReader(stack.ports().aws(), FailureRun.QUARANTINE);
                var stream = new BlockSender(stack.ports().aws())) {
            parameters.put("/raygate/local/tenants/toys", """
                    {"apiVersion":"raygate/v1","kind":"GatewayPolicy","tenant":"toys","clusters":["local"],
                    "redaction":[{"path":"user","action":"hash"}],
                    "enrichment":{"annotations":{"team":"toys"}}}""");
            parameters.put("/raygate/local/hash-key", "sixteen bytes or more of key");
            parameters.put("/raygate/local/signing-keys/toys", key);
            TestDocument signed = TestDocument.numbered(1).getFirst();
            TestDocument unsigned = TestDocument.numbered(1).getFirst();
            Origin origin = new Origin("local", "", "", "", "", "", "", 7);

            stream.put(TestBlocks.packOf(
                    SigningKeys.parse(key).sign(origin, "toys"),
                    List.of(signed.body().replaceFirst("\\{", "{\"user\":\"anna\",")),
                    1));
            stream.put(TestBlocks.packOf(origin, List.of(unsigned.body()), 1));

            JsonNode delivered = awaitDocument(stack, signed);
            assertThat(delivered.at("/annotations/team").asText()).isEqualTo("toys");
            assertThat(delivered.path("user").asText()).isNotEmpty().doesNotContain("anna");
            List<JsonNode> messages = new ArrayList<>();
            await("the unsigned document in quarantine").atMost(PATIENCE).until(() -> {
                messages.addAll(quarantine.drain());
                return !messages.isEmpty();
            });
            assertThat(messages)
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.path("reason").asText()).isEqualTo("ORIGIN_NOT_SIGNED"));
            assertThat(stack.traces().documents(List.of(unsigned.traceId()))).isEmpty();
        }
    }

    private static JsonNode awaitDocument(RaygateStack stack, TestDocument document) {
        await("the document in X-Ray")
                .atMost(PATIENCE)
                .until(() ->
                        !stack.traces().documents(List.of(document.traceId())).isEmpty());
        try {
            return JSON.readTree(
                    stack.traces().documents(List.of(document.traceId())).get(document.id()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
