// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.local.aws.ApiServer;
import io.raygate.local.aws.AwsApi;
import io.raygate.local.aws.AwsRequest;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.fault.Fault;
import io.raygate.local.fault.FaultBoard;
import io.raygate.local.fault.FaultConfig;
import io.raygate.local.fault.FaultKind;
import io.raygate.local.fault.FaultyService;
import io.raygate.local.xray.FixedXRayConfig;
import io.raygate.local.xray.XRayApi;
import io.raygate.otlp.read.JsonRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.TraceSegmentDestination;

import static org.assertj.core.api.Assertions.assertThat;

class OtlpApiTest {

    private static final String TRACE = "0123456789abcdef0123456789abcdef";
    private static final String XRAY_TRACE = "1-01234567-89abcdef0123456789abcdef";
    private static final Instant START = Instant.now().minusSeconds(10);

    private final FaultBoard faults = new FaultBoard(new FewFaults());
    private final XRayApi xray = new XRayApi(FixedXRayConfig.roomy(), FixedXRayConfig.ACCOUNT, faults);
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private boolean requireTransactionSearch;
    private OtlpApi otlp;
    private ApiServer server;
    private XRayClient client;

    @BeforeEach
    void start() throws IOException {
        otlp = new OtlpApi(new Config(), FixedXRayConfig.ACCOUNT, faults, xray);
        server = new ApiServer(new Both());
        client = XRayClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource({"protobuf,false", "protobuf,true", "json,false", "json,true"})
    void export_anyEncoding_showsInTraceSummaryAndGraph(String encoding, boolean gzip) throws Exception {
        String request = request(server(1, 0, START) + "," + client(2, 1, START.plusMillis(5)));

        HttpResponse<byte[]> answer = encoding.equals("json") ? sendJson(request, gzip) : sendProtobuf(request, gzip);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(encoding.equals("json") ? "{}" : "");
        assertThat(answer.headers().firstValue("content-type"))
                .contains(encoding.equals("json") ? "application/json" : "application/x-protobuf");
        Map<String, JsonNode> documents = documents();
        assertThat(documents).containsOnlyKeys(id(1), id(2));
        assertThat(documents.get(id(1)).path("name").asText()).isEqualTo("shop");
        assertThat(documents.get(id(2)).path("parent_id").asText()).isEqualTo(id(1));
        assertThat(client.getTraceSummaries(
                                b -> b.startTime(START.minusSeconds(60)).endTime(Instant.now()))
                        .traceSummaries())
                .singleElement()
                .satisfies(summary -> assertThat(summary.id()).isEqualTo(XRAY_TRACE));
        assertThat(client.getServiceGraph(
                                b -> b.startTime(START.minusSeconds(60)).endTime(Instant.now()))
                        .services())
                .anySatisfy(service -> assertThat(service.name()).isEqualTo("shop"));
    }

    @Test
    void export_empty_success() throws Exception {
        assertThat(sendProtobuf("{}", false).statusCode()).isEqualTo(200);
        assertThat(sendJson("{}", true).body()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
    }

    @Test
    void export_spanAbove64KB_stored() throws Exception {
        assertThat(sendJson(request(span(1, 0, START, attribute("large", "x".repeat(150_000)))), false)
                        .body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{}");
        assertThat(documents()).containsOnlyKeys(id(1));
    }

    @Test
    void export_someSpansBeyondLimits_partialSuccess() throws Exception {
        String spans = String.join(
                ",",
                server(1, 0, START),
                span(2, 0, START, attribute("large", "x".repeat(200_000))),
                server(3, 0, START.plus(Duration.ofHours(3))),
                server(4, 0, Instant.now().minus(Duration.ofDays(15))),
                server(5, 0, START).replace(TRACE, "00".repeat(16)));

        JsonNode answer = json.readTree(sendJson(request(spans), false).body());
        assertThat(answer.at("/partialSuccess/rejectedSpans").textValue()).isEqualTo("4");
        assertThat(answer.at("/partialSuccess/errorMessage").textValue())
                .contains("SPAN_TOO_LARGE=1", "IN_THE_FUTURE=1", "TOO_OLD=1", "INVALID_TRACE_ID=1");
        assertThat(documents()).containsOnlyKeys(id(1));
        assertThat(otlp.status())
                .containsEntry("spans", 5L)
                .containsEntry("storedSpans", 1L)
                .containsEntry("documents", 1L);

        byte[] protobuf = sendProtobuf(request(spans), false).body();
        assertThat(protobuf[0]).isEqualTo((byte) 0x0a); // partial_success
        assertThat(protobuf[2]).isEqualTo((byte) 0x08); // rejected_spans
        assertThat(protobuf[3]).isEqualTo((byte) 4);
    }

    @Test
    void export_beyondLimitsOfARequest_refusedWhole() throws Exception {
        String tooMany = IntStream.rangeClosed(1, SpanLimits.MAX_SPANS + 1)
                .mapToObj(i -> server(i, 0, START))
                .collect(Collectors.joining(","));
        assertRefused(sendProtobuf(request(tooMany), true), 400, "10000 spans");

        String apart = server(1, 0, START) + "," + server(2, 0, START.minus(Duration.ofHours(25)));
        assertRefused(sendProtobuf(request(apart), false), 400, "24 h apart");

        String largeResource = request(server(1, 0, START)).replace("shop", "s".repeat(16_000));
        assertRefused(sendProtobuf(largeResource, false), 400, "16000 bytes");

        assertThat(client.batchGetTraces(b -> b.traceIds(XRAY_TRACE)).traces()).isEmpty();
    }

    @Test
    void export_tooLargeWithoutCompression_413() throws Exception {
        byte[] zeros = new byte[SpanLimits.MAX_BODY_BYTES + 1];
        assertRefused(send(zeros, "application/x-protobuf", "identity"), 413, "5000000 bytes");
        assertRefused(send(gzip(new byte[100 << 20]), "application/x-protobuf", "gzip"), 413, "5000000 bytes");
    }

    @Test
    void export_notOtlp_refusedInTheTypeOfTheRequest() throws Exception {
        assertRefused(send(new byte[] {(byte) 0xff}, "application/x-protobuf", "identity"), 400, "malformed");
        assertRefused(send(new byte[] {'{'}, "application/json", "identity"), 400, "malformed");
        assertRefused(send(new byte[] {'{', '}'}, "application/json", "gzip"), 400, "not gzip");
        assertRefused(send(new byte[0], "application/json", "zstd"), 415, "zstd");
        assertRefused(send(new byte[0], "text/plain", "identity"), 415, "application/x-protobuf");
        JsonNode status = json.readTree(
                send(new byte[] {'{'}, "application/json", "identity").body());
        assertThat(status.path("code").intValue()).isEqualTo(3);
    }

    @Test
    void export_faultsOnRequest_answeredAsTheyAsk() throws Exception {
        String request = request(server(1, 0, START) + "," + server(2, 0, START));
        add(FaultKind.THROTTLE, "");
        assertRefused(sendProtobuf(request, false), 429, "Rate exceeded");
        faults.of(FaultyService.XRAY).clear();

        add(FaultKind.UNPROCESSED, "span 2");
        JsonNode answer = json.readTree(sendJson(request, false).body());
        assertThat(answer.at("/partialSuccess/rejectedSpans").textValue()).isEqualTo("1");
        assertThat(documents()).containsOnlyKeys(id(1));
    }

    @Test
    void export_transactionSearchRequired_refusedUntilItIsOn() throws Exception {
        requireTransactionSearch = true;
        String request = request(server(1, 0, START));
        assertRefused(sendProtobuf(request, false), 400, "as a Trace Segment Destination");

        client.updateTraceSegmentDestination(b -> b.destination(TraceSegmentDestination.CLOUD_WATCH_LOGS));

        assertThat(sendProtobuf(request, false).statusCode()).isEqualTo(200);
    }

    @Test
    void export_signedForXRay_countedByTarget() throws Exception {
        HttpRequest signed = HttpRequest.newBuilder(server.endpoint().resolve("/v1/traces"))
                .header("content-type", "application/json")
                .header(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=ASIA1111111111110001/20261127/eu-north-1/xray/aws4_request,"
                                + " SignedHeaders=host, Signature=00")
                .POST(HttpRequest.BodyPublishers.ofString(request(server(1, 0, START))))
                .build();
        assertThat(http.send(signed, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        assertThat(otlp.status()).containsEntry("callsByTarget", Map.of("111111111111/eu-north-1", 1L));
    }

    private void add(FaultKind kind, String matching) {
        var aim = new Fault.Aim(Fault.Aim.EVERYTHING, Set.of("OtlpTraces"), matching, 1);
        assertThat(faults.of(FaultyService.XRAY)
                        .add(new Fault(aim, kind, Duration.ofMinutes(1), Fault.Effect.DEFAULT), Instant.now()))
                .isTrue();
    }

    private void assertRefused(HttpResponse<byte[]> answer, int status, String message) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).contains(message);
        assertThat(answer.headers().firstValue("x-amzn-errortype")).isPresent();
    }

    private HttpResponse<byte[]> sendJson(String request, boolean gzip) throws Exception {
        byte[] body = request.getBytes(StandardCharsets.UTF_8);
        return send(gzip ? gzip(body) : body, "application/json; charset=utf-8", gzip ? "gzip" : "identity");
    }

    private HttpResponse<byte[]> sendProtobuf(String request, boolean gzip) throws Exception {
        byte[] text = request.getBytes(StandardCharsets.UTF_8);
        byte[] body = JsonRequest.toProtobuf(text, 0, text.length);
        return send(gzip ? gzip(body) : body, "application/x-protobuf", gzip ? "gzip" : "identity");
    }

    private HttpResponse<byte[]> send(byte[] body, String contentType, String encoding) throws Exception {
        return http.send(
                HttpRequest.newBuilder(server.endpoint().resolve("/v1/traces"))
                        .header("content-type", contentType)
                        .header("content-encoding", encoding)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private Map<String, JsonNode> documents() {
        return client.batchGetTraces(b -> b.traceIds(XRAY_TRACE)).traces().stream()
                .flatMap(trace -> trace.segments().stream())
                .collect(Collectors.toMap(segment -> segment.id(), segment -> tree(segment.document())));
    }

    private JsonNode tree(String document) {
        try {
            return json.readTree(document);
        } catch (IOException e) {
            throw new AssertionError(document, e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static String request(String spans) {
        return """
                {"resourceSpans":[{"resource":{"attributes":[%s]},"scopeSpans":[{"scope":{"name":"test"},"spans":[%s]}]}]}""".formatted(attribute("service.name", "shop"), spans);
    }

    private static String server(int id, int parent, Instant start) {
        return span(id, parent, start, attribute("http.request.method", "GET"));
    }

    private static String client(int id, int parent, Instant start) {
        return span(id, parent, start, attribute("server.address", "stock.example"))
                .replace("\"kind\":2", "\"kind\":3");
    }

    private static String span(int id, int parent, Instant start, String attributes) {
        long nanos = start.getEpochSecond() * 1_000_000_000 + start.getNano();
        return """
                {"traceId":"%s","spanId":"%s","parentSpanId":"%s","name":"span %d","kind":2,"startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[%s]}""".formatted(TRACE, id(id), parent == 0 ? "" : id(parent), id, nanos, nanos + 1_000_000, attributes);
    }

    private static String attribute(String key, String value) {
        return """
                {"key":"%s","value":{"stringValue":"%s"}}""".formatted(key, value);
    }

    private static String id(int number) {
        return "%016x".formatted(number);
    }

    private final class Config implements OtlpConfig {

        @Override
        public boolean requireTransactionSearch() {
            return requireTransactionSearch;
        }

        @Override
        public MemorySize maxTranslatedSize() {
            return new MemorySize(BigInteger.valueOf(64 << 20));
        }
    }

    private final class Both implements AwsApi {

        @Override
        public boolean accepts(AwsRequest request) {
            return otlp.accepts(request) || xray.accepts(request);
        }

        @Override
        public AwsResponse handle(AwsRequest request) {
            return otlp.accepts(request) ? otlp.handle(request) : xray.handle(request);
        }
    }

    private static final class FewFaults implements FaultConfig {

        @Override
        public int maxActive() {
            return 4;
        }

        @Override
        public MemorySize maxAnswerSize() {
            return new MemorySize(BigInteger.valueOf(1_024));
        }
    }
}
