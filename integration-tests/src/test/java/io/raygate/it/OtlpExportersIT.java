// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.it.otlp.Export;
import io.raygate.it.otlp.ExportRun;
import io.raygate.it.otlp.ExportedSpan;
import io.raygate.it.otlp.Sdk;
import io.raygate.it.stack.Ports;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What real OpenTelemetry SDKs export comes back from BatchGetTraces, every span and every attribute. */
@ExtendWith(SharedStack.class)
class OtlpExportersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRACES = 20;

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "JAVA, http/protobuf, none",
        "JAVA, http/protobuf, gzip",
        "PYTHON, http/protobuf, none",
        "PYTHON, http/protobuf, gzip",
        "NODE, http/protobuf, none",
        "NODE, http/protobuf, gzip",
        "NODE, http/json, none",
        "NODE, http/json, gzip",
        "GO, http/protobuf, none",
        "GO, http/protobuf, gzip"
    })
    void export_overHttp_everySpanAndAttributeComesBack(
            Sdk sdk, String transport, String compression, RaygateStack stack) throws JsonProcessingException {
        assertComesBack(sdk, transport, compression, stack);
    }

    @ParameterizedTest
    @CsvSource({
        "JAVA, none",
        "JAVA, gzip",
        "PYTHON, none",
        "PYTHON, gzip",
        "NODE, none",
        "NODE, gzip",
        "GO, none",
        "GO, gzip"
    })
    void export_overGrpc_everySpanAndAttributeComesBack(Sdk sdk, String compression, RaygateStack stack)
            throws JsonProcessingException {
        assertComesBack(sdk, "grpc", compression, stack);
    }

    /** The exporters of AWS's distribution. */
    @ParameterizedTest
    @CsvSource({"PYTHON, udp", "NODE_UDP, udp"})
    void export_inDatagrams_everySpanAndAttributeComesBack(Sdk sdk, String transport, RaygateStack stack)
            throws JsonProcessingException {
        assertComesBack(sdk, transport, "none", stack);
    }

    private void assertComesBack(Sdk sdk, String transport, String compression, RaygateStack stack)
            throws JsonProcessingException {
        String service = "exporter-" + sdk.name().toLowerCase(Locale.ROOT);
        ExportRun run =
                sdk.start(new Export(transport, endpoint(stack.ports(), transport), compression, TRACES, 0, service));

        List<ExportedSpan> spans = run.spans();

        assertThat(spans).hasSize(2 * TRACES);
        Map<String, JsonNode> documents = awaitDocuments(stack, spans);
        for (int i = 0; i < spans.size(); i += 2) {
            JsonNode client = documents.get(spans.get(i).id());
            JsonNode server = documents.get(spans.get(i + 1).id());
            assertServer(server, service);
            assertClient(client, server);
        }
    }

    static String endpoint(Ports ports, String transport) {
        return switch (transport) {
            case "grpc" -> "http://127.0.0.1:" + ports.otlpGrpc();
            case "udp" -> ports.daemonAddress();
            default -> ports.otlpHttp().toString();
        };
    }

    private Map<String, JsonNode> awaitDocuments(RaygateStack stack, List<ExportedSpan> spans)
            throws JsonProcessingException {
        Set<String> ids = spans.stream().map(ExportedSpan::id).collect(Collectors.toSet());
        Set<String> traceIds = spans.stream().map(ExportedSpan::traceId).collect(Collectors.toSet());
        await("all spans")
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(stack.traces().documents(traceIds)).containsOnlyKeys(ids));
        Map<String, JsonNode> documents = new HashMap<>();
        for (Map.Entry<String, String> document :
                stack.traces().documents(traceIds).entrySet()) {
            documents.put(document.getKey(), json.readTree(document.getValue()));
        }
        return documents;
    }

    private static void assertServer(JsonNode server, String service) {
        assertThat(server.path("name").asText()).isEqualTo(service);
        assertThat(server.has("type")).isFalse();
        assertThat(server.at("/http/request/method").asText()).isEqualTo("GET");
        assertThat(server.at("/http/request/url").asText()).isEqualTo("http://shop.example/items/7");
        assertThat(server.at("/http/response/status").asInt()).isEqualTo(404);
        assertThat(server.path("error").asBoolean()).isTrue();
        assertThat(server.at("/aws/xray/sdk").asText()).startsWith("opentelemetry for ");
        assertThat(server.path("annotations").path("app.text").asText()).isEqualTo("äöü 漢字 😀 \" \\");
        JsonNode metadata = server.at("/metadata/default");
        assertThat(metadata.path("app.number").asInt()).isEqualTo(42);
        assertThat(metadata.path("app.ratio").asDouble()).isEqualTo(0.5);
        assertThat(metadata.path("app.flag").asBoolean()).isTrue();
        assertThat(metadata.path("app.list")).extracting(JsonNode::asText).containsExactly("a", "b");
        assertThat(server.at("/metadata/otel/events").toString()).contains("cache.miss", "item-7");
    }

    private static void assertClient(JsonNode client, JsonNode server) {
        assertThat(client.path("name").asText()).isEqualTo("pay.example");
        assertThat(client.path("type").asText()).isEqualTo("subsegment");
        assertThat(client.path("parent_id")).isEqualTo(server.path("id"));
        assertThat(client.path("trace_id")).isEqualTo(server.path("trace_id"));
        assertThat(client.path("namespace").asText()).isEqualTo("remote");
        assertThat(client.at("/http/request/url").asText()).isEqualTo("https://pay.example/charges");
        assertThat(client.path("fault").asBoolean()).isTrue();
        assertThat(client.at("/cause/exceptions/0/message").asText()).isEqualTo("card declined");
    }
}
