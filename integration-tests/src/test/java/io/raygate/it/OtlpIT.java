// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.raygate.it.stack.ForwarderMetrics;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** OpenTelemetry spans by HTTP and in datagrams come out at X-Ray as segments, and the books close in spans. */
@ExtendWith(SharedStack.class)
class OtlpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HexFormat HEX = HexFormat.of();
    private static final Path ADOT = Path.of("..", "..", "shared", "cases", "05-adot-udp-otlp.bin");

    private final String trace = "%08x%024x"
            .formatted(
                    Instant.now().getEpochSecond(), ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    private final List<String> ids = new ArrayList<>();

    @Test
    void spans_byHttpInBothEncodingsAndInADatagram_areOneTrace(RaygateStack stack) throws Exception {
        ForwarderMetrics before = stack.metrics();

        assertThat(post(stack, "application/x-protobuf", "identity", spans(2, "")))
                .isEqualTo(200);
        assertThat(post(stack, "application/x-protobuf", "gzip", gzip(spans(100, ""))))
                .isEqualTo(200);
        assertThat(post(stack, "application/json", "identity", json())).isEqualTo(200);
        try (var daemon = new Datagrams(stack.ports().daemon())) {
            daemon.send(Datagrams.framed("T1S" + Base64.getEncoder().encodeToString(spans(3, ""))));
        }

        await("all spans at X-Ray")
                .atMost(PATIENCE)
                .until(() -> documents(stack).keySet().containsAll(ids));
        assertThat(documents(stack).values())
                .hasSize(106)
                .allSatisfy(document -> assertThat(document).contains("\"name\":\"otlp-shop\""));
        await("all spans published")
                .atMost(PATIENCE)
                .until(() -> stack.metrics().spans("published_total") - before.spans("published_total") >= 106);
        assertThat(stack.metrics().spans("received_total") - before.spans("received_total"))
                .isEqualTo(106);
        assertThat(stack.metrics().addUp()).as("%s", stack.metrics()).isTrue();
    }

    @Test
    void spans_ofManyBlocks_areSplitAndNoneIsMissing(RaygateStack stack) throws Exception {
        ForwarderMetrics before = stack.metrics();

        assertThat(post(stack, "application/x-protobuf", "gzip", gzip(spans(2_000, "x".repeat(400)))))
                .isEqualTo(200);

        await("all spans published")
                .atMost(PATIENCE)
                .until(() -> stack.metrics().spans("published_total") - before.spans("published_total") >= 2_000);
        assertThat(stack.metrics().received() - before.received()).isGreaterThan(2);
        await("all spans at X-Ray")
                .atMost(PATIENCE)
                .until(() -> documents(stack).keySet().containsAll(ids));
    }

    /** Of its own exporter for Node.js, as it came: one span of a trace of its own. */
    @Test
    void datagram_ofTheAwsDistro_isCarried(RaygateStack stack) throws Exception {
        Assumptions.assumeTrue(Files.exists(ADOT), "no datagram of the exporter: " + ADOT);
        ForwarderMetrics before = stack.metrics();
        try (var daemon = new Datagrams(stack.ports().daemon())) {
            daemon.send(Files.readAllBytes(ADOT));
        }

        await("its span published")
                .atMost(PATIENCE)
                .until(() -> stack.metrics().spans("published_total") > before.spans("published_total"));
        assertThat(stack.metrics().rejected()).isEqualTo(before.rejected());
    }

    private Map<String, String> documents(RaygateStack stack) {
        return stack.traces().documents(List.of("1-" + trace.substring(0, 8) + "-" + trace.substring(8)));
    }

    private static int post(RaygateStack stack, String type, String encoding, byte[] body)
            throws IOException, InterruptedException {
        URI uri = stack.ports().otlpHttp().resolve("/v1/traces");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .header("content-type", type)
                .header("content-encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    private byte[] spans(int count, String filler) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        KeyValue attribute = attribute("filler", filler);
        for (int i = 0; i < count; i++) {
            scope.addSpans(Span.newBuilder()
                    .setTraceId(ByteString.copyFrom(HEX.parseHex(trace)))
                    .setSpanId(ByteString.copyFrom(HEX.parseHex(newId())))
                    .setName("GET /cart")
                    .addAttributes(attribute)
                    .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                    .setStartTimeUnixNano(nowNanos() - 1_000_000)
                    .setEndTimeUnixNano(nowNanos()));
        }
        KeyValue name = attribute("service.name", "otlp-shop");
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(name))
                        .addScopeSpans(scope))
                .build()
                .toByteArray();
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private byte[] json() {
        return """
                {"resourceSpans":[{"resource":{"attributes":[
                  {"key":"service.name","value":{"stringValue":"otlp-shop"}}]},
                 "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%s","name":"GET /cart","kind":2,
                  "startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}""".formatted(trace, newId(), nowNanos() - 1_000_000, nowNanos()).getBytes(UTF_8);
    }

    private String newId() {
        String id = "%016x".formatted(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
        ids.add(id);
        return id;
    }

    private static long nowNanos() {
        return System.currentTimeMillis() * 1_000_000;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
