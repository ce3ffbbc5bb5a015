// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.raygate.edge.port.Answer;
import io.raygate.edge.port.Outcome;
import io.raygate.edge.sampling.source.SamplingSource.Operation;
import io.raygate.edge.sampling.source.SamplingSource.SamplingRequest;
import io.raygate.edge.sampling.xray.FakeXRay.Asked;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

import static org.assertj.core.api.Assertions.assertThat;

class XRaySourceTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RULES_CACHE = Duration.ofSeconds(10);
    private static final Duration MAX_STALE = Duration.ofHours(1);
    private static final int MAX_CONCURRENCY = 4;
    private static final int MAX_ANSWER = 100_000;
    private static final int MAX_PAGES = 64;

    private final FakeXRay xray = new FakeXRay();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    private final XRaySource source = source(StaticCredentialsProvider.create(FakeXRay.CREDENTIALS), xray.uri());

    XRaySourceTest() throws IOException {}

    @AfterEach
    void close() {
        source.close();
        xray.close();
    }

    @Test
    void answer_targets_signedAndPassedThroughByteForByte() {
        byte[] allBytes = new byte[256];
        for (int i = 0; i < allBytes.length; i++) {
            allBytes[i] = (byte) i;
        }
        var headers = Map.of("content-type", "application/json", "user-agent", "sdk", "x-amzn-trace-id", "Root=1");

        Answer answer = join(source.answer(new SamplingRequest(Operation.GET_SAMPLING_TARGETS, headers, allBytes)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(text(answer)).isEqualTo(FakeXRay.TARGETS);
        assertThat(answer.headers())
                .containsOnly(
                        Map.entry("content-type", "application/json; a=b"),
                        Map.entry("x-amzn-requestid", "id of the request"));
        Asked asked = xray.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/SamplingTargets");
        assertThat(asked.signed()).isTrue();
        assertThat(asked.body()).isEqualTo(allBytes);
        assertThat(asked.headers().getFirst("User-Agent")).isEqualTo("sdk");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 413, 429, 500, 503})
    void answer_targetsRefused_statusAndBodyArePassedOn(int status) {
        xray.behave(FakeXRay.answering(status, "{\"Message\":\"no\"}"));

        Answer answer = targets();

        assertThat(answer.status()).isEqualTo(status);
        assertThat(text(answer)).isEqualTo("{\"Message\":\"no\"}");
        assertThat(answer.outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
    }

    @Test
    void answer_noCredentials_nothingIsSent() {
        try (XRaySource without = source(
                () -> {
                    throw SdkClientException.create("nobody is logged in");
                },
                xray.uri())) {
            for (Operation operation : Operation.values()) {
                Answer answer = join(without.answer(new SamplingRequest(operation, Map.of(), bytes("{}"))));
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.outcome()).isEqualTo(Outcome.NO_CREDENTIALS);
                assertThat(text(answer)).contains("no AWS credentials", "nobody is logged in");
            }
        }
        assertThat(xray.asked()).isEmpty();
    }

    @Test
    void answer_equalReadsOfRulesAtOnce_areOneCall() {
        var latch = new CountDownLatch(1);
        xray.behave(FakeXRay.waitingFor(latch, FakeXRay.answering(200, FakeXRay.rules("a"))));
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(source.answer(rulesRequest("{}")).subscribeAsCompletionStage());
        }
        latch.countDown();

        assertThat(answers).allSatisfy(answer -> assertThat(text(answer.join())).isEqualTo(FakeXRay.rules("a")));
        assertThat(answers.stream().map(answer -> answer.join().outcome()).filter(Outcome.ANSWERED::equals))
                .hasSize(1);
        assertThat(xray.asked()).hasSize(1);
        assertThat(xray.asked().getFirst().signed()).isTrue();
    }

    @Test
    void answer_pagesOfRules_areAskedForApart() {
        assertThat(rules("{}").outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(rules("{\"NextToken\":\"2\"}").outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(rules("{}").outcome()).isEqualTo(Outcome.CACHED);

        assertThat(xray.asked()).extracting(Asked::text).containsExactly("{}", "{\"NextToken\":\"2\"}");
    }

    @Test
    void answer_samePageAskedInOtherWords_isOneCallThatHoldsNothingElseOfTheClient() {
        var headers = Map.of("content-type", "text/plain", "user-agent", "anybody");
        for (String body : List.of("", "{}", "{\"NextToken\":null}", "{\"later\":[1],\"NextToken\":\"\"}")) {
            var request = new SamplingRequest(Operation.GET_SAMPLING_RULES, headers, bytes(body));
            assertThat(join(source.answer(request)).status()).isEqualTo(200);
        }

        assertThat(xray.asked()).extracting(Asked::text).containsExactly("{}");
        assertThat(xray.asked().getFirst().headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(xray.asked().getFirst().headers().getFirst("User-Agent")).isNotEqualTo("anybody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[]", "{\"NextToken\":5}", "{\"NextToken\":\"", "{} {}"})
    void answer_rulesRequestThatIsNone_isRefusedWithoutACall(String body) {
        assertThat(rules(body).status()).isEqualTo(400);
        assertThat(rules("{\"NextToken\":\"" + "t".repeat(5_000) + "\"}").outcome())
                .isEqualTo(Outcome.BAD_REQUEST);
        assertThat(xray.asked()).isEmpty();
    }

    @Test
    void answer_manyPagesThatAreNotThere_doNotDisplaceTheRules() {
        xray.behave(FakeXRay.answering(200, FakeXRay.rules("good")));
        rules("{}");
        xray.behave(FakeXRay.answering(503, "outage"));
        for (int page = 0; page < 3 * MAX_PAGES; page++) {
            rules("{\"NextToken\":\"page " + page + "\"}");
        }
        pass(RULES_CACHE);

        assertThat(text(rules("{}"))).isEqualTo(FakeXRay.rules("good"));
    }

    @Test
    void answer_rulesOlderThanTheCache_areAskedForAgain() {
        xray.behave(FakeXRay.answering(200, FakeXRay.rules("old")));
        rules("{}");
        xray.behave(FakeXRay.answering(200, FakeXRay.rules("new")));
        assertThat(text(rules("{}"))).isEqualTo(FakeXRay.rules("old"));
        pass(RULES_CACHE);

        assertThat(text(rules("{}"))).isEqualTo(FakeXRay.rules("new"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void answer_outage_lastGoodRulesUntilTheyAreTooOld(int status) {
        xray.behave(FakeXRay.answering(200, FakeXRay.rules("good")));
        rules("{}");
        xray.behave(FakeXRay.answering(status, "outage"));
        pass(RULES_CACHE);

        assertThat(text(rules("{}"))).isEqualTo(FakeXRay.rules("good"));
        assertThat(rules("{}").outcome()).isEqualTo(Outcome.STALE);
        assertThat(xray.asked()).as("within a second not asked again").hasSize(2);
        assertThat(registry.get("raygate.sampling.rules.age").gauge().value()).isEqualTo(10);
        pass(MAX_STALE);
        assertThat(rules("{}").status()).isEqualTo(status);
        xray.behave(FakeXRay.answering(200, FakeXRay.rules("back")));
        pass(Duration.ofSeconds(1));
        assertThat(text(rules("{}"))).isEqualTo(FakeXRay.rules("back"));
    }

    static Stream<String> notRules() {
        return Stream.of(
                "",
                " ",
                "<html><body>Sign in</body></html>",
                "null",
                "5",
                "[]",
                "{}",
                "{\"message\":\"ok\"}",
                "{\"SamplingRuleRecords\":null}",
                "{\"SamplingRuleRecords\":{}}",
                "{\"SamplingRuleRecords\":[]}",
                "{\"SamplingRuleRecords\":[null]}",
                "{\"SamplingRuleRecords\":[{}]}",
                "{\"SamplingRuleRecords\":[{\"SamplingRule\":null}]}",
                "{\"SamplingRuleRecords\":[{\"SamplingRule\":{\"RuleName\":\"a\"}}]}",
                FakeXRay.rules("a").replace("0.050", "\"5 %\""),
                FakeXRay.rules("a").replace("10000", "1.5"),
                FakeXRay.rules("a").replace("\"a\"", "5"),
                FakeXRay.rules("a").replace("{\"a\": \"b\"}", "[]"),
                FakeXRay.rules("a").replace("null}", "7}"),
                FakeXRay.rules("a") + "x",
                FakeXRay.rules("a").replace("0.050", "2"),
                FakeXRay.rules("a").replace("0.050", "-0.1"),
                FakeXRay.rules("a").replace("0.050", "1e999"),
                FakeXRay.rules("a").replace("10000", "99999999999999999999"),
                FakeXRay.rules("a").replace("10000", "-1"),
                FakeXRay.rules("a").replace("null}", "null,\"SamplingRuleRecords\":[]}"),
                "\ufeff" + FakeXRay.rules("a"),
                FakeXRay.rules("a").chars().mapToObj(each -> "\0" + (char) each).collect(Collectors.joining()),
                "\u001f\u008b\b\0",
                "[".repeat(50_000));
    }

    @ParameterizedTest
    @MethodSource("notRules")
    void answer_200WithoutRules_isAFailedCallAndTheLastGoodRulesGoOn(String body) {
        xray.behave(FakeXRay.answering(200, FakeXRay.rules("good")));
        rules("{}");
        xray.behave(FakeXRay.answering(200, body));
        pass(RULES_CACHE);

        assertThat(rules("{}").outcome()).isEqualTo(Outcome.STALE);
        assertThat(text(rules("{}"))).isEqualTo(FakeXRay.rules("good"));
        assertThat(upstreamCalls("upstream_invalid")).isEqualTo(1);
        xray.behave(FakeXRay.answering(200, FakeXRay.rules("back")));
        pass(Duration.ofSeconds(1));
        assertThat(text(rules("{}"))).isEqualTo(FakeXRay.rules("back"));
    }

    @Test
    void answer_rulesCutAtEachByte_areAFailedCall() {
        String whole = FakeXRay.rules("a");
        for (int length = 0; length < whole.length(); length += 7) {
            xray.behave(FakeXRay.answering(200, whole.substring(0, length)));
            assertThat(rules("{}").status()).as("the first %d bytes", length).isEqualTo(502);
            pass(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 204, 302, 304})
    void answer_statusOfAnotherKind_isAFailedCall(int status) {
        xray.behave(FakeXRay.answering(status, ""));

        assertThat(rules("{}").outcome()).isEqualTo(Outcome.UPSTREAM_INVALID);
        assertThat(targets().status()).isEqualTo(502);
    }

    @Test
    void answer_pageThatLeadsToItself_isAFailedCall() {
        xray.behave(FakeXRay.answering(200, FakeXRay.rules("a").replace("null}", "\"2\"}")));

        assertThat(rules("{}").status()).isEqualTo(200);
        assertThat(rules("{\"NextToken\":\"2\"}").status()).isEqualTo(502);
    }

    @Test
    void answer_laterPageWithoutRules_isPassedOn() {
        xray.behave(FakeXRay.answering(200, "{\"SamplingRuleRecords\":[]}"));

        assertThat(rules("{\"NextToken\":\"2\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "[]",
                "{\"SamplingTargetDocuments\":null}",
                "{\"SamplingTargetDocuments\":[null]}",
                "{\"SamplingTargetDocuments\":[{\"FixedRate\":1}]}",
                "{\"SamplingTargetDocuments\":[{\"RuleName\":\"a\",\"FixedRate\":\"1\"}]}",
                "{\"SamplingTargetDocuments\":[",
            })
    void answer_200WithoutTargets_isABadGateway(String body) {
        xray.behave(FakeXRay.answering(200, body));

        assertThat(targets().status()).isEqualTo(502);
        assertThat(upstreamCalls("upstream_invalid")).isEqualTo(1);
    }

    /** SDKs for Java up to 2.18.2 give up a whole answer over a member that they do not know. */
    @Test
    void answer_membersThatOldSdksCannotRead_areLeftOutAndNothingElseTouched() {
        String boost = ", \"SamplingRateBoost\": {\"MaxRate\": 0.5, \"CooldownWindowMinutes\": 10}";
        xray.behave(FakeXRay.answering(200, FakeXRay.rules("a").replace("\"Version\": 1", "\"Version\": 1" + boost)));

        assertThat(text(rules("{}")))
                .doesNotContain("Boost", "MaxRate")
                .isEqualToIgnoringWhitespace(FakeXRay.rules("a").replaceAll("\\s", ""));

        String grant = ", \"SamplingBoost\": {\"BoostRate\": 0.5, \"BoostRateTTL\": 1}";
        String answer = FakeXRay.TARGETS.replace("\"Interval\": 10", "\"Interval\": 10" + grant);
        xray.behave(FakeXRay.answering(200, answer));

        assertThat(text(targets())).isEqualToIgnoringWhitespace(FakeXRay.TARGETS.replaceAll("\\s", ""));
        byte[] withBoosts = bytes("{\"SamplingStatisticsDocuments\":[],\"SamplingBoostStatisticsDocuments\":[]}");
        var request = new SamplingRequest(Operation.GET_SAMPLING_TARGETS, Map.of(), withBoosts);
        assertThat(text(join(source.answer(request)))).isEqualTo(answer);
    }

    @Test
    void answer_rateBoostSwitchedOn_isPassedThroughByteForByte() {
        String rules = FakeXRay.rules("a").replace("\"Version\": 1", "\"Version\": 1, \"SamplingRateBoost\": {}");
        xray.behave(FakeXRay.answering(200, rules));
        try (XRaySource boosted = source(StaticCredentialsProvider.create(FakeXRay.CREDENTIALS), xray.uri(), true)) {
            assertThat(text(join(boosted.answer(rulesRequest("{}"))))).isEqualTo(rules);
        }
    }

    @Test
    void answer_permissionTakenAway_isNotHidden() {
        rules("{}");
        xray.behave(FakeXRay.answering(403, "denied"));
        pass(RULES_CACHE);

        assertThat(rules("{}").status()).isEqualTo(403);
    }

    @Test
    void answer_nobodyListens_badGatewayOrLastGoodRules() {
        rules("{}");
        xray.close();
        pass(RULES_CACHE);

        assertThat(rules("{}").outcome()).isEqualTo(Outcome.STALE);
        assertThat(targets().status()).isEqualTo(502);
        assertThat(targets().outcome()).isEqualTo(Outcome.UPSTREAM_UNREACHABLE);
    }

    @Test
    void answer_connectionBreaksOff_badGateway() {
        xray.behave(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
        });

        assertThat(targets().outcome()).isEqualTo(Outcome.UPSTREAM_UNREACHABLE);
    }

    @Test
    void answer_tricklingAnswer_badGatewayWhenTheTimeIsUp() {
        xray.behave(FakeXRay.trickling());
        long begin = System.nanoTime();

        assertThat(targets().outcome()).isEqualTo(Outcome.UPSTREAM_UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TIMEOUT.plusSeconds(8));
    }

    @Test
    void answer_tooLarge_badGateway() {
        xray.behave(FakeXRay.answering(200, new byte[MAX_ANSWER + 1]));

        assertThat(targets().outcome()).isEqualTo(Outcome.UPSTREAM_UNREACHABLE);
    }

    @Test
    void answer_moreCallsThanAllowed_areRefusedAtOnce() {
        var latch = new CountDownLatch(1);
        xray.behave(FakeXRay.waitingFor(latch, FakeXRay.answering(200, FakeXRay.TARGETS)));
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < MAX_CONCURRENCY; i++) {
            answers.add(source.answer(targetsRequest()).subscribeAsCompletionStage());
        }

        assertThat(targets().outcome()).isEqualTo(Outcome.BUSY);
        latch.countDown();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
    }

    @Test
    void answer_anything_isCounted() {
        targets();
        rules("{}");
        rules("{}");

        assertThat(registry.get("raygate.sampling.upstream.calls").counters())
                .hasSize(2)
                .allSatisfy(counter -> assertThat(counter.count()).isEqualTo(1));
    }

    private XRaySource source(AwsCredentialsProvider credentials, URI endpoint) {
        return source(credentials, endpoint, false);
    }

    private XRaySource source(AwsCredentialsProvider credentials, URI endpoint, boolean rateBoost) {
        var settings = new XRaySource.Settings(
                RULES_CACHE, MAX_STALE, TIMEOUT, MAX_CONCURRENCY, MAX_ANSWER, MAX_PAGES, rateBoost);
        var calls = new SignedCalls(
                new Endpoint(endpoint, Region.EU_WEST_1),
                credentials,
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(TIMEOUT)
                        .socketTimeout(TIMEOUT)
                        .build(),
                new SignedCalls.Limits(TIMEOUT, MAX_CONCURRENCY, MAX_ANSWER));
        return new XRaySource(calls, calls, settings, now::get, registry);
    }

    private double upstreamCalls(String outcome) {
        return registry.get("raygate.sampling.upstream.calls")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private Answer rules(String body) {
        return join(source.answer(rulesRequest(body)));
    }

    private Answer targets() {
        return join(source.answer(targetsRequest()));
    }

    private static SamplingRequest rulesRequest(String body) {
        return new SamplingRequest(Operation.GET_SAMPLING_RULES, Map.of(), bytes(body));
    }

    private static SamplingRequest targetsRequest() {
        return new SamplingRequest(Operation.GET_SAMPLING_TARGETS, Map.of(), bytes("{}"));
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static Answer join(Uni<Answer> answer) {
        return answer.subscribeAsCompletionStage()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
