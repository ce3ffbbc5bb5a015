// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.raygate.edge.intake.FakeHandler;
import io.raygate.edge.intake.FixedIntakeConfig;
import io.raygate.edge.intake.Intake;
import io.raygate.edge.listen.RawClient;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.sampling.SamplingRoutes;
import io.raygate.edge.sampling.rules.RulesSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.raygate.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Segments over real sockets. After each test no bytes are held and the port answers. */
class PutTraceSegmentsTest {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HEAD = "POST /TraceSegments HTTP/1.1\r\nhost: a\r\n";
    private static final String ONE = "{\"TraceSegmentDocuments\":[\"{}\"]}";

    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Ledger ledger = new Ledger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Intake intake =
            FixedIntakeConfig.on(FixedIntakeConfig.MAX_BODY).open(ledger, registry);
    private final PortConfig config = new FixedPortConfig(REQUEST_TIMEOUT, Duration.ofSeconds(2), 20);
    private final PortServer server = new PortServer(
            eventLoops, config, List.of(() -> SamplingRoutes.to(rules(), config), intake), new PortMetrics(registry));
    private FakeHandler handler = FakeHandler.ofLedger(ledger);

    @AfterEach
    void holdsNothing_thenStop() throws Exception {
        gate.countDown();
        await(() -> registry.get("raygate.intake.pending.bytes").gauge().value() == 0);
        intake.stop();
        server.stop();
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void put_asAwsSdksSendIt_isAnsweredAndNotForItsHeaders() throws Exception {
        start();
        try (var raw = new RawClient(server.port())) {
            raw.send(HEAD + "content-type: application/json\r\n"
                    + "authorization: AWS4-HMAC-SHA256 Credential=nobody/20261122/eu-west-1/xray/aws4_request\r\n"
                    + "connection: close\r\nexpect: 100-continue\r\n" + length(ONE) + "\r\n");
            assertThat(raw.readLine()).isEqualTo("HTTP/1.1 100 Continue");
            raw.send(ONE);
            assertThat(raw.readAll())
                    .contains("HTTP/1.1 200 OK", "content-type: application/json", "{\"UnprocessedTraceSegments\":[]}");
        }
        assertThat(count("answered")).isEqualTo(1);
        assertThat(handler.documents()).containsExactly("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /TraceSegments", "POST /TraceSegments/", "POST /tracesegments", "POST /TraceSegments?"})
    void request_anythingElse_isNotFound(String line) throws Exception {
        start();
        try (var raw = new RawClient(server.port())) {
            raw.send(line + " HTTP/1.1\r\nhost: a\r\n" + length(ONE) + "\r\n" + ONE);
            assertThat(raw.readLine()).isEqualTo("HTTP/1.1 404 Not Found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{}", "{\"TraceSegmentDocuments\":[\"a\",null]}"})
    void put_notOfTheForm_isABadRequest(String body) throws Exception {
        start();
        try (var raw = new RawClient(server.port())) {
            raw.send(HEAD + "connection: close\r\n" + length(body) + "\r\n" + body);
            assertThat(raw.readAll())
                    .contains("HTTP/1.1 400", "x-amzn-errortype: InvalidRequestException", "\"__type\":");
        }
        assertThat(count("bad_request")).isEqualTo(1);
        assertThat(ledger.balance().received()).isZero();
    }

    @Test
    void put_fromAPageInABrowser_isRefused() throws Exception {
        start();
        for (String body : List.of(ONE, "")) {
            try (var raw = new RawClient(server.port())) {
                raw.send(HEAD + "origin: https://example.com\r\n" + length(body) + "\r\n" + body);
                assertThat(raw.readLine()).isEqualTo("HTTP/1.1 403 Forbidden");
            }
        }
        assertThat(ledger.balance().received()).isZero();
    }

    @Test
    void put_tooLarge_isRefusedHoweverItIsSent() throws Exception {
        start();
        try (var raw = new RawClient(server.port())) {
            raw.send(HEAD + "content-length: " + (FixedIntakeConfig.MAX_BODY + 1) + "\r\n\r\n");
            assertThat(raw.readLine()).contains("413");
        }
        try (var raw = new RawClient(server.port())) {
            raw.send(HEAD + "transfer-encoding: chunked\r\n\r\n");
            for (int chunk = 0; chunk < 100; chunk++) {
                raw.send("400\r\n" + " ".repeat(0x400) + "\r\n");
            }
            assertThat(raw.readLine()).contains("413");
        }
        assertThat(count("too_large")).isEqualTo(2);
    }

    @Test
    void put_bodyThatTrickles_isCutOffAndItsBytesAreFree() throws Exception {
        start();
        long begin = System.nanoTime();
        try (var raw = new RawClient(server.port())) {
            raw.send(HEAD + "content-length: 9000\r\n\r\n" + " ".repeat(8_000));
            await(() -> registry.get("raygate.intake.pending.bytes").gauge().value() == 8_000);
            while (System.nanoTime() - begin < REQUEST_TIMEOUT.plusMillis(300).toNanos()) {
                raw.send(" ");
                Thread.sleep(20);
            }
            assertThat(raw.readAll()).isEmpty();
        }
        await(() -> count("timeout") == 1);
    }

    @Test
    void put_whileAsMuchWaitsAsMay_isThrottledUntilThereIsRoom() throws Exception {
        handler = FakeHandler.behind(gate, ledger);
        start();
        String large = ONE + " ".repeat(FixedIntakeConfig.MAX_BODY - ONE.length());
        try (var first = new RawClient(server.port());
                var second = new RawClient(server.port())) {
            first.send(HEAD + length(large) + "\r\n" + large);
            handler.awaitFirst();
            second.send(HEAD + length(ONE) + "\r\n" + ONE);
            assertThat(second.readLine()).isEqualTo("HTTP/1.1 429 Too Many Requests");
            assertThat(ledger.balance().received()).isZero();

            gate.countDown();
            assertThat(first.readLine()).isEqualTo("HTTP/1.1 200 OK");
        }
        await(() -> registry.get("raygate.intake.pending.bytes").gauge().value() == 0);
        putOne();
        assertThat(count("busy")).isEqualTo(1);
        assertThat(ledger.balance().received()).isEqualTo(2);
    }

    @Test
    void put_pipelined_isAnsweredInOrder() throws Exception {
        start();
        try (var raw = new RawClient(server.port())) {
            for (int i = 0; i < 20; i++) {
                String body = "{\"TraceSegmentDocuments\":[\"" + i + "\",\"\"]}";
                raw.send(HEAD + length(body) + "\r\n" + body);
                raw.send("POST /GetSamplingRules HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n");
            }
            raw.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
            assertThat(raw.readAll().split("EMPTY_DOCUMENT", -1)).hasSize(21);
        }
        assertThat(handler.documents()).hasSize(20).first().isEqualTo("0");
        assertThat(ledger.balance().received()).isEqualTo(40);
    }

    @Test
    void client_goneWhileItsDocumentsAreTaken_leavesThemInTheBooks() throws Exception {
        handler = FakeHandler.behind(gate, ledger);
        start();
        try (var raw = new RawClient(server.port())) {
            raw.send(HEAD + length(ONE) + "\r\n" + ONE);
            handler.awaitFirst();
        }
        await(() -> count("client_gone") == 1);
        gate.countDown();

        await(() -> ledger.balance().received() == 1);
        putOne();
        assertThat(count("answered")).isEqualTo(1);
    }

    @Test
    void client_goneInTheMiddleOfItsBody_leavesNothing() throws Exception {
        start();
        try (var raw = new RawClient(server.port())) {
            raw.send(HEAD + "content-length: 9000\r\n\r\n" + ONE);
        }
        await(() -> count("client_gone") == 1);
        assertThat(ledger.balance().received()).isZero();
    }

    @Test
    void stop_duringRequests_answersThoseTakenAndRefusesLaterOnes() throws Exception {
        handler = FakeHandler.behind(gate, ledger);
        start();
        try (var taken = new RawClient(server.port());
                var waiting = new RawClient(server.port());
                var late = new RawClient(server.port())) {
            taken.send(HEAD + length(ONE) + "\r\n" + ONE);
            handler.awaitFirst();
            waiting.send(HEAD + length(ONE) + "\r\n" + ONE);
            await(() -> registry.get("raygate.intake.pending.bytes").gauge().value() == 2 * ONE.length());
            Thread stopper = Thread.ofPlatform().start(() -> {
                try {
                    intake.stop();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            await(() -> stopper.getState() == Thread.State.WAITING);
            late.send(HEAD + length(ONE) + "\r\n" + ONE);
            assertThat(late.readLine()).isEqualTo("HTTP/1.1 503 Service Unavailable");
            gate.countDown();

            assertThat(taken.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(waiting.readLine()).isEqualTo("HTTP/1.1 200 OK");
            stopper.join();
        }
        assertThat(ledger.balance().received()).isEqualTo(2);
        assertThat(count("unavailable")).isEqualTo(1);
        assertThat(handler.isClosed()).isTrue();
    }

    private void start() {
        intake.start(() -> handler, 1_000);
        server.start();
    }

    private static RulesSource rules() {
        return RulesSource.ofDefaultRule(
                0.05, 1, new RulesSource.Sharing(Duration.ofSeconds(10), 1, 100, 100), InstantSource.system());
    }

    private void putOne() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send(HEAD + length(ONE) + "\r\n" + ONE);
            assertThat(raw.readLine()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    private static String length(String body) {
        return "content-length: " + body.length() + "\r\n";
    }

    private double count(String outcome) {
        Counter counter = registry.find("raygate.intake.requests")
                .tags("path", "/TraceSegments", "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
