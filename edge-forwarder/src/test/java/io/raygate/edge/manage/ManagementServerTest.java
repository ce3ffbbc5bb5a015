// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.edge.listen.RawClient;
import io.raygate.edge.listen.Service.Response;
import io.raygate.edge.manage.ManagementService.Pages;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.raygate.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** The server over real sockets, asked by clients that mean harm. After each test it must still answer. */
class ManagementServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_CONNECTIONS = 10;
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(3);
    private static final String SCRAPE = "GET /q/metrics HTTP/1.1\r\nhost: localhost\r\n\r\n";
    private static final String PROBE = "GET /q/health/live HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ManagementServer server = new ManagementServer(
            eventLoops, new FixedManagementConfig(), new FakePages(), new ManagementMetrics(registry));
    private final AtomicInteger scrapesNow = new AtomicInteger();
    private final AtomicInteger scrapesAtOnce = new AtomicInteger();
    private final AtomicInteger scrapes = new AtomicInteger();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stillServes_thenStop() {
        await(() -> probe().startsWith("HTTP/1.1 200"));
        server.stop();
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void scrapes_pipelinedAndNotRead_stayInTheSocket() throws IOException {
        byte[] many = SCRAPE.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        int sent = 0;
        try (var raw = new RawClient(server.port())) {
            while (sent < 500 && raw.trySend(many)) {
                sent++;
            }
        }

        assertThat(sent).as("thousands sent until the deadline").isLessThan(500);
        assertThat(scrapes.get()).isLessThan(10_000);
    }

    @Test
    void scrapes_ofManyClients_areOneAtATimeAndAllAnswered() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < MAX_CONNECTIONS; i++) {
            clients.add(new RawClient(server.port()).send(SCRAPE.repeat(5)));
        }
        for (RawClient raw : clients) {
            assertThat(raw.readLine()).isEqualTo("HTTP/1.1 200 OK");
            raw.close();
        }

        assertThat(scrapesAtOnce.get()).isEqualTo(1);
    }

    @Test
    void scrape_clientGoneBeforeItsTurn_holdsUpNobody() throws IOException {
        try (var logged = new LoggedLines()) {
            for (int i = 0; i < 50; i++) {
                new RawClient(server.port()).send(SCRAPE).close();
            }
            // until the last of them is seen to have gone, it may still take the place of the next connection
            await(() -> connections() == 0);

            try (var raw = new RawClient(server.port())) {
                assertThat(raw.send(SCRAPE).readLine()).isEqualTo("HTTP/1.1 200 OK");
            }
            assertThat(logged.count()).isZero();
        }
    }

    @Test
    void connections_thatAskNothing_makeRoomForProbes() throws IOException {
        List<RawClient> silent = new ArrayList<>();
        for (int i = 0; i < 5 * MAX_CONNECTIONS; i++) {
            silent.add(new RawClient(server.port()).send("GET /q/health/live HTTP/1.1\r\na: "));
        }
        await(() -> connections() == MAX_CONNECTIONS);

        assertThat(probe()).startsWith("HTTP/1.1 200 OK");
        assertThat(refused("full")).isGreaterThanOrEqualTo(4 * MAX_CONNECTIONS);
        for (RawClient raw : silent) {
            raw.close();
        }
    }

    /** Bodies that do not come, and answers that nobody reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /q/wait HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100000\r\n\r\n",
                "GET /q/wait HTTP/1.1\r\nhost: localhost\r\n\r\n"
            })
    void connections_whoseRequestsNeverEnd_makeRoomForProbes(String request) throws IOException {
        List<RawClient> stuck = new ArrayList<>();
        for (int i = 0; i < 3 * MAX_CONNECTIONS; i++) {
            stuck.add(new RawClient(server.port()).send(request));
        }
        await(() -> refused("full") >= 2 * MAX_CONNECTIONS);

        assertThat(probe()).startsWith("HTTP/1.1 200 OK");
        for (RawClient raw : stuck) {
            raw.close();
        }
    }

    @Test
    void request_thatFailsByItsClient_isCounted() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (var raw = new RawClient(server.port())) {
                assertThat(raw.send("GET /q/metrics HTTP/1.1\r\nhost: 127.0.0.1:99999\r\nconnection: close\r\n\r\n")
                                .readAll())
                        .startsWith("HTTP/1.1 400 ")
                        .contains("one Host, with a valid name and port");
            }
        }

        assertThat(refused("not_http")).isEqualTo(20);
    }

    @Test
    void connection_thatTricklesOrKeepsSilent_isClosedAtItsDeadline() throws IOException {
        try (var raw = new RawClient(server.port())) {
            assertThat(raw.send("GET /q/health/live HTT").readAll()).isEmpty();
        }
        await(() -> refused("silent") == 1);
        try (var raw = new RawClient(server.port())) {
            String answer = raw.send(PROBE.replace("close", "keep-alive")).readAll();
            assertThat(answer).endsWith("up");
        }
    }

    /** HTTP/2 in clear, by which a flood of CONTINUATION frames would come, is not spoken. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
                "GET /q/health/live HTTP/1.1\r\nhost: localhost\r\nupgrade: h2c\r\nconnection: upgrade, http2-settings, close\r\n"
                        + "http2-settings: AAMAAABk\r\n\r\n",
            })
    void http2_inClear_isNotSpoken(String bytes) throws IOException {
        try (var raw = new RawClient(server.port())) {
            assertThat(raw.send(bytes).finish().readAll()).startsWith("HTTP/").doesNotContain(" 101 ");
        }
    }

    @Test
    void header_largerThanTheLimit_isRefused() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send("GET /q/health/live HTTP/1.1\r\na: " + "b".repeat(FixedManagementConfig.MAX_HEADER) + "\r\n\r\n");
            assertThat(raw.readLine()).contains("431");
        }
        assertThat(refused("not_http")).isEqualTo(1);
    }

    /** The router itself would log it, with 68 lines. */
    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/q/metrics/%2", "/q/%zz/metrics", "//%"})
    void request_withAnEscapeThatIsNone_isRefusedWithoutALineInTheLog(String path) throws IOException {
        try (var logged = new LoggedLines();
                var raw = new RawClient(server.port())) {
            assertThat(raw.send("GET " + path + " HTTP/1.1\r\nhost: a\r\n\r\n").readLine())
                    .isEqualTo("HTTP/1.1 400 Bad Request");
            assertThat(logged.count()).isZero();
        }
        assertThat(refused("not_http")).isEqualTo(1);
    }

    private String probe() {
        try (var raw = new RawClient(server.port())) {
            return raw.send(PROBE).readAll();
        } catch (IOException _) {
            return "";
        }
    }

    private double connections() {
        return registry.get("raygate.management.connections").gauge().value();
    }

    private double refused(String reason) {
        Counter counter = registry.find("raygate.management.refused")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Whatever is logged meanwhile. */
    private static final class LoggedLines extends Handler implements AutoCloseable {

        private final Logger root = Logger.getLogger("");
        private final AtomicInteger count = new AtomicInteger();

        LoggedLines() {
            root.addHandler(this);
        }

        int count() {
            return count.get();
        }

        @Override
        public void publish(LogRecord line) {
            count.incrementAndGet();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            root.removeHandler(this);
        }
    }

    /** A probe that is up, one that never answers, and metrics that watch how many read them at once. */
    private final class FakePages implements Pages {

        @Override
        public Optional<CompletionStage<Response>> health(String path) {
            return switch (path) {
                case "/q/health/live" ->
                    Optional.of(CompletableFuture.completedStage(
                            new Response(200, Map.of(), "up".getBytes(StandardCharsets.US_ASCII))));
                case "/q/wait" -> Optional.of(new CompletableFuture<>());
                default -> Optional.empty();
            };
        }

        @Override
        public Response metrics(String accept) {
            scrapesAtOnce.accumulateAndGet(scrapesNow.incrementAndGet(), Math::max);
            scrapes.incrementAndGet();
            byte[] answer = new byte[13_000];
            scrapesNow.decrementAndGet();
            return new Response(200, Map.of(), answer);
        }
    }

    private record FixedManagementConfig() implements ManagementConfig {

        static final int MAX_HEADER = 8 * 1024;

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public MemorySize maxHeader() {
            return new MemorySize(BigInteger.valueOf(MAX_HEADER));
        }

        @Override
        public Duration requestTimeout() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration idleTimeout() {
            return IDLE_TIMEOUT;
        }

        @Override
        public int maxConnections() {
            return MAX_CONNECTIONS;
        }

        @Override
        public Duration scrapePause() {
            return Duration.ofMillis(1);
        }
    }
}
