// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.raygate.edge.listen.RawClient;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.RejectReason;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.raygate.testing.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** OTLP/HTTP over real sockets. After each test no bytes are held. */
class OtlpHttpTest {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";
    private static final int MAX_DOCUMENT = 64 * 1024;

    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Ledger ledger = new Ledger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private SpanIntake intake = new SpanIntake(FixedOtlpConfig.usual(), ledger);
    private OtlpServer server = server(FixedOtlpConfig.usual());
    private final SpansHandler handler = new SpansHandler(ledger, gate);

    @AfterEach
    void holdsNothing_thenStop() throws Exception {
        gate.countDown();
        client.close();
        await(() -> registry.get("raygate.otlp.pending.bytes").gauge().value() == 0);
        intake.stop();
        server.stop();
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void export_protobuf_isHandedOverAsItCame() throws Exception {
        start();
        byte[] request = TestSpans.request(3, 10);

        HttpResponse<byte[]> answer = post(PROTOBUF, request);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains(PROTOBUF);
        assertThat(answer.body()).isEmpty();
        assertThat(handler.taken()).hasSize(1);
        assertThat(handler.taken().getFirst().request()).isEqualTo(request);
        assertThat(handler.taken().getFirst().spans()).isEqualTo(3);
        assertThat(handler.taken().getFirst().source()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(count("taken")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, "Application/JSON; charset=utf-8"})
    void export_json_isAnsweredInJson(String type) throws Exception {
        start();

        HttpResponse<byte[]> answer = post(type, ("\n\t " + TestSpans.JSON).getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains(JSON);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("{}");
        assertThat(new String(handler.taken().getFirst().request(), UTF_8)).isEqualTo(TestSpans.JSON);
    }

    @Test
    void export_gzip_isHandedOverInflated() throws Exception {
        start();
        byte[] request = TestSpans.request(100, 300);

        HttpResponse<byte[]> answer = post(PROTOBUF, TestSpans.gzip(request), "content-encoding", "gzip");
        HttpResponse<byte[]> json =
                post(JSON, TestSpans.gzip(TestSpans.JSON.getBytes(UTF_8)), "content-encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(handler.taken().getFirst().request()).isEqualTo(request);
        assertThat(ledger.balances().spans().received()).isEqualTo(101);
    }

    @ParameterizedTest
    @CsvSource({"application/x-protobuf, ''", "application/json, {}", "application/json, '{\"resourceSpans\":[]}'"})
    void export_noSpans_isASuccessAndNoDocument(String type, String body) throws Exception {
        start();

        assertThat(post(type, body.getBytes(UTF_8)).statusCode()).isEqualTo(200);
        assertThat(ledger.balance().received()).isZero();
    }

    @Test
    void export_largerThanADocument_isSplit() throws Exception {
        start();

        HttpResponse<byte[]> answer = post(PROTOBUF, TestSpans.request(500, 400));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(handler.taken()).hasSize(4).allMatch(piece -> piece.request().length <= MAX_DOCUMENT);
        assertThat(ledger.balances().spans().received()).isEqualTo(500);
        assertThat(ledger.balances().documents().received()).isEqualTo(4);
    }

    @Test
    void export_moreSpansThanADocumentMayHave_isSplit() throws Exception {
        start();

        assertThat(post(PROTOBUF, TestSpans.request(2_001, 1)).statusCode()).isEqualTo(200);

        assertThat(handler.taken()).extracting(SpansHandler.Taken::spans).containsExactly(1_000, 1_000, 1);
    }

    @Test
    void export_spanLargerThanADocument_isAPartialSuccess() throws Exception {
        start();

        HttpResponse<byte[]> answer = post(PROTOBUF, TestSpans.request(2, MAX_DOCUMENT));

        assertThat(answer.statusCode()).isEqualTo(200);
        ExportTraceServiceResponse response = ExportTraceServiceResponse.parseFrom(answer.body());
        assertThat(response.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
        assertThat(response.getPartialSuccess().getErrorMessage()).contains("raygate.block.max-content");
        assertThat(ledger.balances().spans().rejected()).containsEntry(RejectReason.OVERSIZE_DOCUMENT, 2L);
        assertThat(ledger.balances().documents().rejected()).containsEntry(RejectReason.OVERSIZE_DOCUMENT, 2L);
        assertThat(count("partial")).isEqualTo(1);

        byte[] json = TestSpans.JSON
                .replace("\"n\"", "\"" + "n".repeat(MAX_DOCUMENT) + "\"")
                .getBytes(UTF_8);
        JsonObject partial = new JsonObject(new String(post(JSON, json).body(), UTF_8)).getJsonObject("partialSuccess");
        assertThat(partial.getInteger("rejectedSpans")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-protobuf, xyz, a field",
        "application/x-protobuf, {}, the request is not protobuf",
        "application/json, '', ''",
        "application/json, [], the request is not a JSON object",
        "application/json, '{\"resourceSpans\":7}', at byte",
    })
    void export_malformed_isFinalAndCounted(String type, String body, String message) throws Exception {
        start();

        HttpResponse<byte[]> answer = post(type, body.getBytes(UTF_8));

        if (message.isEmpty()) {
            assertThat(answer.statusCode()).isEqualTo(200);
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains(type);
        assertThat(new String(answer.body(), UTF_8)).contains(message);
        assertThat(ledger.balance().rejected()).containsEntry(RejectReason.MALFORMED_SPANS, 1L);
        assertThat(count("bad_request")).isEqualTo(1);
        if (type.equals(PROTOBUF)) {
            assertThat(RpcStatus.read(answer.body()).code()).isEqualTo(3);
        } else {
            assertThat(new JsonObject(new String(answer.body(), UTF_8)).getInteger("code"))
                    .isEqualTo(3);
        }
    }

    @Test
    void export_malformedGzip_isFinal() throws Exception {
        start();
        byte[] cut = Arrays.copyOf(TestSpans.gzip(TestSpans.request(3, 10)), 30);

        assertThat(post(PROTOBUF, cut, "content-encoding", "gzip").statusCode()).isEqualTo(400);
    }

    @Test
    void export_tooLarge_isFinalHoweverItIsSent() throws Exception {
        start();
        byte[] large = TestSpans.request(1, FixedOtlpConfig.MAX_REQUEST);

        assertThat(post(PROTOBUF, large).statusCode()).isEqualTo(413);
        HttpResponse<byte[]> bomb = post(PROTOBUF, TestSpans.gzip(large), "content-encoding", "gzip");
        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(RpcStatus.read(bomb.body()).code()).isEqualTo(8);
        assertThat(RpcStatus.read(bomb.body()).message()).contains("raygate.otlp.max-request");
        assertThat(count("too_large")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/metrics, application/x-protobuf, identity, 404",
        "POST, /v1/logs, application/json, identity, 404",
        "GET, /, application/json, identity, 404",
        "GET, /v1/traces, application/json, identity, 405",
        "POST, /v1/traces, text/plain, identity, 415",
        "POST, /v1/traces, application/x-protobuf, zstd, 415",
        "POST, /v1/traces, application/grpc, identity, 415",
        "POST, /v1/traces, application/grpc-web, identity, 415",
    })
    void request_ofAnotherKind_isRefusedInItsType(String method, String path, String type, String encoding, int status)
            throws Exception {
        start();

        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(uri(path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("content-type", type)
                        .header("content-encoding", encoding)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(TestSpans.request(1, 1)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isNotEmpty();
        assertThat(answer.headers().firstValue("allow").isPresent()).isEqualTo(status == 405);
        assertThat(ledger.balance().received()).isZero();
    }

    @Test
    void export_fromAPageInABrowser_isRefused() throws Exception {
        start();

        assertThat(post(JSON, TestSpans.JSON.getBytes(UTF_8), "origin", "https://example.com")
                        .statusCode())
                .isEqualTo(403);
        assertThat(ledger.balance().received()).isZero();
    }

    @Test
    void export_whileAllMemoryIsPending_isToBeTriedAgain() throws Exception {
        FixedOtlpConfig config = FixedOtlpConfig.usual().withMaxPending(FixedOtlpConfig.MAX_REQUEST);
        intake = new SpanIntake(config, ledger);
        server = server(config);
        server.start();
        intake.start(() -> handler, MAX_DOCUMENT);
        byte[] large = TestSpans.request(1, 50_000);
        List<CompletableFuture<HttpResponse<byte[]>>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(client.sendAsync(request(PROTOBUF, large), HttpResponse.BodyHandlers.ofByteArray()));
        }
        await(() -> count("busy") > 0);
        HttpResponse<byte[]> busy = post(PROTOBUF, TestSpans.request(1, 200_000));
        gate.countDown();

        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.headers().firstValue("retry-after")).contains("1");
        RpcStatus status = RpcStatus.read(busy.body());
        assertThat(status.code()).isEqualTo(14);
        assertThat(status.details().getFirst()).isEqualTo(RpcStatus.RETRY_AFTER_A_SECOND);
        long taken = 0;
        for (CompletableFuture<HttpResponse<byte[]>> future : waiting) {
            taken += future.get().statusCode() == 200 ? 1 : 0;
        }
        assertThat(ledger.balances().spans().received()).isEqualTo(taken);
    }

    @Test
    void export_beforeTheStartAndAfterTheStop_isToBeTriedAgain() throws Exception {
        gate.countDown();
        server.start();
        HttpResponse<byte[]> early = post(PROTOBUF, TestSpans.request(1, 1));
        intake.start(() -> handler, MAX_DOCUMENT);
        HttpResponse<byte[]> inTime = post(PROTOBUF, TestSpans.request(1, 1));
        intake.stop();
        HttpResponse<byte[]> late = post(JSON, TestSpans.JSON.getBytes(UTF_8));

        assertThat(List.of(early.statusCode(), inTime.statusCode(), late.statusCode()))
                .containsExactly(503, 200, 503);
        assertThat(early.headers().firstValue("retry-after")).contains("1");
        assertThat(new String(late.body(), UTF_8)).contains("\"code\":14", "starting or stopping");
        assertThat(ledger.balances().spans().received()).isEqualTo(1);
    }

    @Test
    void export_clientGoneBeforeItsTurn_isNotTaken() throws Exception {
        server.start();
        intake.start(() -> handler, MAX_DOCUMENT);
        CompletableFuture<HttpResponse<byte[]>> first =
                client.sendAsync(request(PROTOBUF, TestSpans.request(1, 1)), HttpResponse.BodyHandlers.ofByteArray());
        handler.awaitFirst();
        try (var raw = new RawClient(server.httpPort())) {
            raw.send("POST /v1/traces HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: "
                    + TestSpans.JSON.length() + "\r\n\r\n" + TestSpans.JSON);
            await(() -> connections() == 2);
        }
        await(() -> connections() == 1);
        gate.countDown();

        assertThat(first.get().statusCode()).isEqualTo(200);
        await(() -> count("client_gone") == 1);
        assertThat(ledger.balances().spans().received()).isEqualTo(1);
    }

    @Test
    void export_thatMeetsABug_isAnsweredAndTheProcessIsNoLongerAlive() throws Exception {
        handler.breakDown();
        start();

        assertThat(post(PROTOBUF, TestSpans.request(1, 1)).statusCode()).isEqualTo(500);
        await(() -> !intake.isAlive());
        assertThat(post(PROTOBUF, TestSpans.request(1, 1)).statusCode()).isEqualTo(503);
        assertThat(count("internal_error")).isEqualTo(1);
    }

    private OtlpServer server(FixedOtlpConfig config) {
        return new OtlpServer(eventLoops, config, config, intake, registry);
    }

    private void start() {
        gate.countDown();
        server.start();
        intake.start(() -> handler, MAX_DOCUMENT);
    }

    private HttpResponse<byte[]> post(String type, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(type, body, headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String type, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/v1/traces"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("content-type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + path);
    }

    private double connections() {
        return registry.get("raygate.otlp.connections")
                .tag("port", "http")
                .gauge()
                .value();
    }

    private double count(String outcome) {
        return registry.get("raygate.otlp.requests")
                .tag("port", "http")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
