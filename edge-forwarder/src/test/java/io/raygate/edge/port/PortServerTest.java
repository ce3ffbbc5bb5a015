// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.raygate.edge.listen.RawClient;
import io.raygate.edge.sampling.SamplingRoutes;
import io.raygate.edge.sampling.rules.RulesSource;
import io.raygate.edge.sampling.source.SamplingSource;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.raygate.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

/** The server over real sockets, asked by clients that mean harm. After each test it must still answer. */
class PortServerTest {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_CONNECTIONS = 20;
    private static final int MAX_STATISTICS = 50;
    private static final String RULES_HEAD = "POST /GetSamplingRules HTTP/1.1\r\nhost: a\r\n";

    private final EventLoopGroup eventLoops = new NioEventLoopGroup(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final HttpClient client = HttpClient.newHttpClient();
    private PortServer server;

    @BeforeEach
    void start() {
        serve(RulesSource.ofDefaultRule(
                0.05,
                1,
                new RulesSource.Sharing(Duration.ofSeconds(10), 1, 100, MAX_STATISTICS),
                InstantSource.system()));
    }

    @AfterEach
    void stillServes_thenStop() throws Exception {
        await(() -> registry.get("raygate.sampling.connections").gauge().value() < MAX_CONNECTIONS);
        await(this::isServing);
        client.close();
        server.stop();
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void getSamplingRules_withAndWithoutBody_givesTheRules() throws Exception {
        for (String body : List.of("{}", "", "{\"NextToken\":\"page 2\"}")) {
            assertThat(post("/GetSamplingRules", body).body()).contains("\"RuleName\":\"Default\"");
        }
        assertThat(count("/GetSamplingRules", "answered")).isEqualTo(3);
    }

    @Test
    void refusal_clientWaitsToBeToldToGoOn_saysThatItCloses() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /nowhere HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n");

            assertThat(raw.readAll())
                    .startsWith("HTTP/1.1 404")
                    .contains("connection: close")
                    .doesNotContain("100 Continue");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "xchunked", "identity", ""})
    void transferCoding_notChunkedAlone_isNotImplemented(String coding) throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send(RULES_HEAD + "transfer-encoding: " + coding + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n");

            assertThat(raw.readAll()).startsWith("HTTP/1.1 501").contains("connection: close");
        }
    }

    @Test
    void samplingTargets_knownAndUnknownRule_areAnsweredApart() throws Exception {
        HttpResponse<String> answer = post("/SamplingTargets", """
                {"SamplingStatisticsDocuments":[
                {"RuleName":"Default","ClientID":"0123456789abcdef01234567","Timestamp":1.5,"RequestCount":3,
                "SampledCount":1,"BorrowCount":1,"Later":{}},
                {"RuleName":"gone","ClientID":"0123456789abcdef01234567","RequestCount":3,"SampledCount":1}],
                "SamplingBoostStatisticsDocuments":[{"RuleName":"Default","ServiceName":"a","AnomalyCount":1}]}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"SamplingTargetDocuments\":[{\"RuleName\":\"Default\",\"FixedRate\":0.05,\"Interval\":10,"
                        + "\"ReservoirQuota\":1,\"ReservoirQuotaTTL\":")
                .contains("\"LastRuleModification\":")
                .contains("\"UnprocessedStatistics\":[{\"RuleName\":\"gone\",\"ErrorCode\":\"400\"")
                .contains("\"UnprocessedBoostStatistics\":[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{}",
                "{\"SamplingStatisticsDocuments\":5}",
                "{\"SamplingStatisticsDocuments\":[5]}",
                "{\"SamplingStatisticsDocuments\":[{\"RuleName\":\"Default\"}]}",
                "{\"SamplingStatisticsDocuments\":[],\"SamplingStatisticsDocuments\":[]}",
                "{\"SamplingStatisticsDocuments\":[]} {}",
                "{\"SamplingStatisticsDocuments\":[",
                "{\"SamplingStatisticsDocuments\":[{\"RuleName\":\"Default\",\"ClientID\":\"a\",\"RequestCount\":-1}]}",
                "{\"SamplingStatisticsDocuments\":[{\"RuleName\":\"Default\",\"ClientID\":\"a\",\"RequestCount\":1e999}]}",
                "{\"SamplingStatisticsDocuments\":[{\"RuleName\":\"Default\",\"ClientID\":[],\"RequestCount\":1}]}",
            })
    void samplingTargets_bodyThatIsNotStatistics_isABadRequest(String body) throws Exception {
        assertThat(post("/SamplingTargets", body).statusCode()).isEqualTo(400);
        assertThat(count("/SamplingTargets", "bad_request")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/GetSamplingRules, Origin: https://evil.example",
        "/GetSamplingRules, Origin: null",
        "/SamplingTargets, Origin: http://127.0.0.1:2000",
        "/SamplingTargets, Sec-Fetch-Site: cross-site",
        "/SamplingTargets, Sec-Fetch-Site: same-origin"
    })
    void request_fromAWebPage_isRefusedAndAllowsNoOrigin(String path, String header) throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST " + path + " HTTP/1.1\r\nhost: 127.0.0.1:2000\r\nconnection: close\r\n"
                    + "content-type: text/plain\r\n" + header + "\r\ncontent-length: 2\r\n\r\n{}");

            assertThat(raw.readAll()).startsWith("HTTP/1.1 403 ").doesNotContainIgnoringCase("access-control-allow");
        }
        assertThat(count(path, "bad_request")).isEqualTo(1);
    }

    /** SDKs for Java up to 2.18.2 give up an answer over a member that they do not know. */
    @Test
    void samplingTargets_clientThatSendsNoBoostStatistics_isToldNothingOfBoosts() throws Exception {
        String statistics = statistics(1);

        assertThat(post("/SamplingTargets", "{" + statistics + "}").body()).doesNotContain("Boost");
        assertThat(post("/SamplingTargets", "{\"SamplingBoostStatisticsDocuments\":[]," + statistics + "}")
                        .body())
                .contains("\"UnprocessedBoostStatistics\":[]");
    }

    @Test
    void samplingTargets_moreStatisticsThanAllowed_isABadRequestThatNamesTheKey() throws Exception {
        assertThat(post("/SamplingTargets", "{" + statistics(MAX_STATISTICS) + "}")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> answer = post("/SamplingTargets", "{" + statistics(MAX_STATISTICS + 1) + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("more than 50 documents, which raygate.sampling.max-statistics allows");
    }

    @Test
    void samplingTargets_numberOfManyDigits_isABadRequest() throws Exception {
        String digits = "9".repeat(60_000);
        for (String body :
                List.of("\"a\":" + digits + "," + statistics(1), statistics(1).replace(":1,", ":" + digits + ","))) {
            assertThat(post("/SamplingTargets", "{" + body + "}").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void samplingTargets_longName_isABadRequest() throws Exception {
        assertThat(post("/SamplingTargets", "{\"" + "n".repeat(300) + "\":1,\"SamplingStatisticsDocuments\":[]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void bodies_togetherTooLarge_areRefusedUntilThereIsRoom() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        try {
            for (int sent = 0; sent < FixedPortConfig.MAX_PENDING; sent += FixedPortConfig.MAX_BODY) {
                RawClient raw = new RawClient(server.port());
                slow.add(raw);
                raw.send(RULES_HEAD + "content-length: " + FixedPortConfig.MAX_BODY + "\r\n\r\n"
                        + " ".repeat(FixedPortConfig.MAX_BODY - 1));
            }
            await(() -> isAnswered(429, " ".repeat(1_000))); // once the server has read them
        } finally {
            for (RawClient raw : slow) {
                raw.close();
            }
        }
        await(this::isServing);
    }

    @Test
    void answers_thatNobodyReads_areHeldToTheBound() throws Exception {
        server.stop();
        byte[] large = new byte[FixedPortConfig.MAX_UNREAD * 2 / 3];
        serve(_ -> Uni.createFrom().item(Answer.json(large)));

        await(this::isRefusedBesideADeafClient);
        await(this::isServing);
    }

    @Test
    void pipelined_answersThatNobodyReads_areNotKept() throws Exception {
        byte[] request = (RULES_HEAD + "content-length: 2\r\n\r\n{}").getBytes(StandardCharsets.US_ASCII);
        int sent = 0;
        try (var raw = new RawClient(server.port())) {
            while (sent < 500_000 && raw.trySend(request)) {
                sent++;
            }
        }
        // As many as fit into the buffers of both sockets; then the idle connection is closed.
        assertThat(sent).isLessThan(200_000);
        assertThat(count("/GetSamplingRules", "answered")).isLessThan(100_000);
    }

    @Test
    void pipelined_behindARequestThatCloses_isNotLookedAt() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send(RULES_HEAD + "connection: close\r\ncontent-length: 2\r\n\r\n{}" + RULES_HEAD
                    + "content-length: 60000\r\n\r\n" + "x".repeat(60_000));
            assertThat(raw.readAll()).containsOnlyOnce("HTTP/1.1 200 OK");
        }
        assertThat(count("/GetSamplingRules", "answered")).isEqualTo(1);
    }

    @Test
    void samplingTargets_deeplyNested_isABadRequest() throws Exception {
        assertThat(post("/SamplingTargets", "[".repeat(50_000)).statusCode()).isEqualTo(400);
        assertThat(post("/SamplingTargets", "{\"a\":".repeat(10_000)).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /GetSamplingRules",
                "POST /",
                "POST /TraceSegments",
                "POST //GetSamplingRules",
                "POST /GetSamplingRules/",
                "POST /GetSamplingRules?x",
                "POST /GetSamplingRules?",
                "POST /GetSamplingRules#x",
                "POST /GetSamplingRules;x",
                "POST /getsamplingrules",
                "POST /%47etSamplingRules",
                "POST /./GetSamplingRules",
                "POST /TraceSegments/../GetSamplingRules",
                "POST http://xray.eu-west-1.amazonaws.com/GetSamplingRules",
                "POST GetSamplingRules",
                "POST /SamplingTargets%00",
                "PUT /SamplingTargets",
                "OPTIONS *",
                "CONNECT xray.eu-west-1.amazonaws.com:443",
                "TRACE /GetSamplingRules",
            })
    void request_anythingElse_isNotFound(String line) throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send(line + " HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}");
            assertThat(raw.readLine()).isEqualTo("HTTP/1.1 404 Not Found");
        }
        assertThat(count("other", "not_found")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST\r\n\r\n",
                "POST /GetSamplingRules\r\n\r\n",
                RULES_HEAD + "content-length: -1\r\n\r\n",
                RULES_HEAD + "content-length: 99999999999999999999\r\n\r\n",
                RULES_HEAD + "content-length: 2\r\ncontent-length: 3\r\n\r\n{}",
                RULES_HEAD + "transfer-encoding: chunked\r\n\r\nzz\r\n",
                RULES_HEAD + "transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\nx",
                RULES_HEAD + "transfer-encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n",
                RULES_HEAD + "broken header\r\n\r\n",
                RULES_HEAD + "a\0b: c\r\n\r\n",
                RULES_HEAD + "upgrade: h2c\r\nconnection: upgrade, http2-settings\r\nhttp2-settings: AAMAAABk\r\n\r\n",
                RULES_HEAD + "upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-key: a\r\n\r\n",
            })
    void bytes_thatAreNotHttp11_endTheConnectionOrAreRefused(String bytes) throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send(bytes).finish();
            String answer = raw.readAll();
            assertThat(answer).doesNotStartWith("HTTP/1.1 5").doesNotContain(" 101 ");
        }
        await(() -> total() >= 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
                "POST /GetSamplingRules HTTP/9.9\r\n\r\n",
            })
    void request_ofAnotherVersion_isRefusedAndEndsTheConnection(String bytes) throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send(bytes);
            String answer = raw.readAll();
            assertThat(answer).startsWith("HTTP/1.1 505 ");
        }
        assertThat(count("other", "bad_request")).isEqualTo(1);
        try (var raw = new RawClient(server.port())) {
            raw.finish();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n\r\n\r\n", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001", "POST"})
    void bytes_thatAreNoRequestYet_endSilently(String bytes) throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send(bytes).finish();
            assertThat(raw.readAll()).isEmpty();
        }
    }

    @Test
    void bytes_atRandom_harmNothing() throws Exception {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = (RULES_HEAD + "content-length: 2\r\n\r\n{}").getBytes(StandardCharsets.ISO_8859_1);
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try (var raw = new RawClient(server.port())) {
                raw.send(bytes).finish().readAll();
            }
        }
    }

    @Test
    void header_largerThanTheLimit_isRefused() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send(RULES_HEAD + "a: " + "b".repeat(FixedPortConfig.MAX_HEADER) + "\r\n\r\n");
            assertThat(raw.readLine()).contains("431");
        }
        try (var raw = new RawClient(server.port())) {
            raw.send(RULES_HEAD + "a: b\r\n".repeat(FixedPortConfig.MAX_HEADER) + "\r\n");
            assertThat(raw.readLine()).contains("431");
        }
        assertThat(count("other", "bad_request")).isEqualTo(2);
    }

    @Test
    void body_largerThanTheLimit_isRefusedHoweverItIsSent() throws Exception {
        assertThat(post("/SamplingTargets", "x".repeat(FixedPortConfig.MAX_BODY + 1))
                        .statusCode())
                .isEqualTo(413);
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /SamplingTargets HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
            for (int chunk = 0; chunk < 300; chunk++) {
                raw.send("400\r\n" + "x".repeat(0x400) + "\r\n");
            }
            assertThat(raw.readLine()).contains("413");
        }
        assertThat(count("/SamplingTargets", "too_large")).isEqualTo(2);
    }

    @Test
    void body_declaredAsHuge_isRefusedUnread() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /SamplingTargets HTTP/1.1\r\nhost: a\r\ncontent-length: 9999999999\r\n\r\n");
            assertThat(raw.readLine()).contains("413");
        }
    }

    @Test
    void head_thatTrickles_isCutOffAtTheDeadline() throws Exception {
        long begin = System.nanoTime();
        try (var raw = new RawClient(server.port())) {
            trickle(raw, "POST /GetSamplingRules HTTP/1.1\r\n" + "a: b\r\n".repeat(1_000), begin);
            assertThat(raw.readAll()).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(REQUEST_TIMEOUT, REQUEST_TIMEOUT.plusSeconds(5));
        await(() -> count("other", "timeout") == 1);
    }

    @Test
    void body_thatTrickles_isCutOffAtTheDeadline() throws Exception {
        long begin = System.nanoTime();
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /SamplingTargets HTTP/1.1\r\nhost: a\r\ncontent-length: 9000\r\n\r\n");
            trickle(raw, " ".repeat(9_000), begin);
            assertThat(raw.readAll()).isEmpty();
        }
        await(() -> count("/SamplingTargets", "timeout") == 1);
    }

    @Test
    void connection_thatIsKeptWithoutAskingAgain_isClosed() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send(RULES_HEAD + "content-length: 0\r\n\r\n");
            assertThat(raw.readAll()).startsWith("HTTP/1.1 200 OK");
        }
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void requests_pipelined_areAnsweredInOrder() throws Exception {
        String rules = RULES_HEAD + "content-length: 2\r\n\r\n{}";
        try (var raw = new RawClient(server.port())) {
            raw.send((rules + "GET / HTTP/1.1\r\nhost: a\r\n\r\n").repeat(50));
            raw.send("POST /GetSamplingRules HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
            String answers = raw.readAll();
            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(52);
            assertThat(answers.split("HTTP/1.1 404", -1)).hasSize(51);
        }
        assertThat(count("/GetSamplingRules", "answered")).isEqualTo(51);
        assertThat(count("other", "not_found")).isEqualTo(50);
    }

    @Test
    void client_thatLeavesInTheMiddle_isCounted() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /SamplingTargets HTTP/1.1\r\nhost: a\r\ncontent-length: 9000\r\n\r\n{");
        }
        await(() -> count("/SamplingTargets", "client_gone") == 1);
    }

    @Test
    void connections_overTheLimit_areClosedAndTheOthersServed() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 5 * MAX_CONNECTIONS; i++) {
                clients.add(new RawClient(server.port()));
            }
            await(() -> registry.get("raygate.sampling.connections.refused")
                            .counter()
                            .count()
                    == 4 * MAX_CONNECTIONS);
            clients.getFirst().send(RULES_HEAD + "content-length: 0\r\n\r\n");
            assertThat(clients.getFirst().readLine()).isEqualTo("HTTP/1.1 200 OK");
        } finally {
            for (RawClient raw : clients) {
                raw.close();
            }
        }
        await(() -> registry.get("raygate.sampling.connections").gauge().value() == 0);
    }

    private void serve(SamplingSource source) {
        var config = new FixedPortConfig(REQUEST_TIMEOUT, Duration.ofSeconds(2), MAX_CONNECTIONS);
        server = new PortServer(
                eventLoops, config, List.of(() -> SamplingRoutes.to(source, config)), new PortMetrics(registry));
        server.start();
    }

    private static String statistics(int documents) {
        String document =
                "{\"RuleName\":\"Default\",\"ClientID\":\"0123456789abcdef01234567\",\"RequestCount\":1,\"a\":0}";
        return "\"SamplingStatisticsDocuments\":[" + String.join(",", Collections.nCopies(documents, document)) + "]";
    }

    private boolean isRefusedBesideADeafClient() {
        try (var deaf = new RawClient(server.port())) {
            deaf.send(RULES_HEAD + "content-length: 2\r\n\r\n{}");
            deaf.readLine();
            return isAnswered(429, "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends byte by byte until past the deadline. */
    private static void trickle(RawClient raw, String text, long begin) throws IOException {
        long until = begin + REQUEST_TIMEOUT.plusMillis(300).toNanos();
        for (int i = 0; i < text.length() && System.nanoTime() < until; ) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos()); // as a slow client does
            raw.send(text.substring(i, ++i));
        }
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private boolean isServing() {
        return isAnswered(200, "{}");
    }

    private boolean isAnswered(int status, String body) {
        try {
            return post("/GetSamplingRules", body).statusCode() == status;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private double count(String path, String outcome) {
        Counter counter = registry.find("raygate.sampling.requests")
                .tags("path", path, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private double total() {
        return registry.find("raygate.sampling.requests").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
