// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.raygate.edge.listen.RawHttp2;
import io.raygate.edge.observe.Ledger;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.raygate.testing.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** OTLP/gRPC over real sockets. After each test no bytes are held. */
class OtlpGrpcTest {

    private static final String EXPORT = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private static final String[] HEADERS = {"content-type", "application/grpc", "te", "trailers"};
    private static final String[] GZIP = {
        "content-type", "application/grpc", "te", "trailers", "grpc-encoding", "gzip", "grpc-timeout", "10S"
    };
    private static final int MAX_DOCUMENT = 64 * 1024;
    private static final int CHUNK = 16 * 1024;

    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Ledger ledger = new Ledger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final SpanIntake intake = new SpanIntake(FixedOtlpConfig.usual(), ledger);
    private final OtlpServer server =
            new OtlpServer(eventLoops, FixedOtlpConfig.usual(), FixedOtlpConfig.usual(), intake, registry);
    private final SpansHandler handler = new SpansHandler(ledger, gate);

    @AfterEach
    void holdsNothing_thenStop() throws Exception {
        gate.countDown();
        await(() -> registry.get("raygate.otlp.pending.bytes").gauge().value() == 0);
        intake.stop();
        server.stop();
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void export_plainAndGzip_onOneConnection_isTaken(boolean isGrpcPort) throws Exception {
        start();
        byte[] request = TestSpans.request(100, 300);
        try (var client = RawHttp2.greeting(isGrpcPort ? server.grpcPort() : server.httpPort())) {
            client.post(1, false, EXPORT, HEADERS);
            send(client, 1, TestSpans.framed(0, request));
            assertOk(client.answer(1));
            client.post(3, false, EXPORT, GZIP);
            send(client, 3, TestSpans.framed(1, TestSpans.gzip(request)));
            assertOk(client.answer(3));
        }
        assertThat(handler.taken()).hasSize(2).allSatisfy(taken -> {
            assertThat(taken.request()).isEqualTo(request);
            assertThat(taken.spans()).isEqualTo(100);
        });
    }

    @Test
    void export_byHttp2WithoutGrpc_isTaken() throws Exception {
        start();
        try (var client = RawHttp2.greeting(server.httpPort())) {
            client.post(1, false, "/v1/traces", "content-type", "application/json");
            client.data(1, true, TestSpans.JSON.getBytes(UTF_8));
            RawHttp2.Answer answer = client.answer(1);
            assertThat(answer.status()).isEqualTo("200");
            assertThat(new String(answer.body(), UTF_8)).isEqualTo("{}");
        }
        assertThat(ledger.balances().spans().received()).isEqualTo(1);
    }

    @Test
    void call_ofAnotherService_isUnimplementedAndTheConnectionStays() throws Exception {
        start();
        try (var client = RawHttp2.greeting(server.grpcPort())) {
            client.post(1, false, "/opentelemetry.proto.collector.logs.v1.LogsService/Export", HEADERS);
            client.data(1, true, TestSpans.framed(0, new byte[0]));
            RawHttp2.Answer refused = client.answer(1);
            assertThat(refused.status()).isEqualTo("200");
            assertThat(trailer(refused, "grpc-status")).isEqualTo("12");

            client.post(3, false, "/grpc.health.v1.Health/Check", HEADERS);
            client.data(3, true, TestSpans.framed(0, new byte[0]));
            RawHttp2.Answer health = client.answer(3);
            assertThat(health.body()).isEqualTo(TestSpans.framed(0, new byte[] {8, 1}));
            assertThat(health.trailers()).containsEntry("grpc-status", "0");
        }
    }

    @Test
    void export_cancelledBeforeItsTurn_isNotTaken() throws Exception {
        server.start();
        intake.start(() -> handler, MAX_DOCUMENT);
        byte[] body = TestSpans.framed(0, TestSpans.request(1, 1));
        try (var client = RawHttp2.greeting(server.grpcPort())) {
            client.post(1, false, EXPORT, HEADERS);
            client.data(1, true, body);
            client.post(3, false, EXPORT, HEADERS);
            client.data(3, true, body);
            client.reset(3);
            await(() -> count("client_gone") == 1);
            gate.countDown();
            assertOk(client.answer(1));
        }
        assertThat(ledger.balances().spans().received()).isEqualTo(1);
    }

    @Test
    void export_afterTheStop_isUnavailableWithRetryInfo() throws Exception {
        start();
        intake.stop();
        try (var client = RawHttp2.greeting(server.grpcPort())) {
            client.post(1, false, EXPORT, HEADERS);
            client.data(1, true, TestSpans.framed(0, TestSpans.request(1, 1)));
            RawHttp2.Answer answer = client.answer(1);
            assertThat(trailer(answer, "grpc-status")).isEqualTo("14");
            RpcStatus details = RpcStatus.read(Base64.getDecoder().decode(trailer(answer, "grpc-status-details-bin")));
            assertThat(details.details()).containsExactly(RpcStatus.RETRY_AFTER_A_SECOND);
        }
    }

    @Test
    void export_largerThanItMayBe_isExhaustedAndOthersAreServed() throws Exception {
        start();
        try (var client = RawHttp2.greeting(server.grpcPort())) {
            client.post(1, false, EXPORT, GZIP);
            send(client, 1, TestSpans.framed(1, TestSpans.gzip(TestSpans.request(1, 4 * FixedOtlpConfig.MAX_REQUEST))));
            assertThat(trailer(client.answer(1), "grpc-status")).isEqualTo("8");
            client.post(3, false, EXPORT, HEADERS);
            send(client, 3, TestSpans.framed(0, TestSpans.request(10, 10)));
            assertOk(client.answer(3));
        }
    }

    private void start() {
        gate.countDown();
        server.start();
        intake.start(() -> handler, MAX_DOCUMENT);
    }

    private static void send(RawHttp2 client, int stream, byte[] body) throws Exception {
        for (int from = 0; from < body.length; from += CHUNK) {
            int to = Math.min(body.length, from + CHUNK);
            client.data(stream, to == body.length, Arrays.copyOfRange(body, from, to));
        }
    }

    private static void assertOk(RawHttp2.Answer answer) {
        assertThat(answer.status()).isEqualTo("200");
        assertThat(answer.body()).isEqualTo(TestSpans.framed(0, new byte[0]));
        assertThat(answer.trailers()).containsEntry("grpc-status", "0");
    }

    /** Without a body, the status may stand in the head. */
    private static String trailer(RawHttp2.Answer answer, String name) {
        return answer.trailers().getOrDefault(name, answer.head().getOrDefault(name, ""));
    }

    private double count(String outcome) {
        return registry.get("raygate.otlp.requests")
                .tag("port", "grpc")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
