// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.caller.RawHttp;
import io.raygate.local.lambda.InvocationResult.Cause;
import io.raygate.local.lambda.InvocationResult.Failed;
import io.raygate.local.lambda.InvocationResult.Returned;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The Runtime API as a runtime uses it. */
class RuntimeApiServerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();
    private RuntimeApiServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RuntimeApiServer(0, "arn:aws:lambda:eu-west-1:123456789012:function:f");
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: 127.0.0.1; Origin: https://evil.example",
                "Host: 127.0.0.1; Sec-Fetch-Site: cross-site",
                "Host: 127.0.0.1; Content-Type: text/plain"
            })
    void next_askedByAWebPage_isRefusedAndTakesNoInvocation(String headers) throws IOException {
        int port = Integer.parseInt(server.address().split(":", 2)[1]);
        var invocation = server.invoke(new byte[] {'1'}, Duration.ofSeconds(30));

        RawHttp.Answer answer =
                RawHttp.send(port, "GET /2018-06-01/runtime/invocation/next", List.of(headers.split("; ", -1)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(invocation).isNotDone();
        assertThat(RawHttp.send(port, "GET /2018-06-01/runtime/invocation/next", List.of("Host: 127.0.0.1"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void next_invocationOffered_hasEventAndHeaders() throws Exception {
        Instant before = Instant.now();
        server.invoke(bytes("event"), TIMEOUT);

        HttpResponse<String> next = next().get(10, TimeUnit.SECONDS);

        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body()).isEqualTo("event");
        assertThat(header(next, "Lambda-Runtime-Invoked-Function-Arn")).endsWith(":function:f");
        assertThat(header(next, "Lambda-Runtime-Trace-Id"))
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
        assertThat(Long.parseLong(header(next, "Lambda-Runtime-Deadline-Ms")))
                .isBetween(
                        before.plus(TIMEOUT).toEpochMilli(),
                        Instant.now().plus(TIMEOUT).toEpochMilli());
    }

    /** Asked by a function with SnapStart, after its hooks and before its first invocation. */
    @Test
    void restoreNext_isAnsweredAtOnceAndIsNoInvocation() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + server.address() + "/2018-06-01/runtime/restore/next"))
                .build();

        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        assertThat(server.ready()).isNotDone();
    }

    @Test
    void restoreError_isAnErrorOfTheStart() throws Exception {
        assertThat(post("restore/error", bytes("{\"errorType\":\"A\",\"errorMessage\":\"b\"}")))
                .isEqualTo(202);

        assertThat(server.initError().get(10, TimeUnit.SECONDS)).isEqualTo("A: b");
    }

    @Test
    void next_beforeInvocation_waitsForIt() throws Exception {
        CompletableFuture<HttpResponse<String>> next = next();
        server.ready().get(10, TimeUnit.SECONDS);
        assertThat(next).isNotDone();

        server.invoke(bytes("late"), TIMEOUT);

        assertThat(next.get(10, TimeUnit.SECONDS).body()).isEqualTo("late");
    }

    @Test
    void response_ofInvocationInFlight_isItsResult() throws Exception {
        CompletableFuture<InvocationResult> result = server.invoke(bytes("event"), TIMEOUT);
        String requestId = take();

        assertThat(post("invocation/" + requestId + "/response", bytes("answer")))
                .isEqualTo(202);

        assertThat(((Returned) result.get(10, TimeUnit.SECONDS)).payload()).isEqualTo(bytes("answer"));
    }

    @Test
    void response_unknownOrAnsweredId_isRefused() throws Exception {
        server.invoke(bytes("event"), TIMEOUT);
        String requestId = take();

        assertThat(post("invocation/other/response", bytes("x"))).isEqualTo(400);
        assertThat(post("invocation/" + requestId + "/response", bytes("x"))).isEqualTo(202);
        assertThat(post("invocation/" + requestId + "/response", bytes("x"))).isEqualTo(400);
    }

    @Test
    void response_overSixMegabytes_isRefusedAndFailsTheInvocation() throws Exception {
        CompletableFuture<InvocationResult> result = server.invoke(bytes("event"), TIMEOUT);
        String requestId = take();

        int status = post("invocation/" + requestId + "/response", new byte[RuntimeApiServer.MAX_PAYLOAD_BYTES + 1]);

        assertThat(status).isEqualTo(413);
        assertThat(result.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.cause()).isEqualTo(Cause.RESPONSE_TOO_LARGE));
    }

    @Test
    void error_ofInvocationInFlight_isItsFailure() throws Exception {
        CompletableFuture<InvocationResult> result = server.invoke(bytes("event"), TIMEOUT);

        post("invocation/" + take() + "/error", bytes("{\"errorType\":\"Oops\",\"errorMessage\":\"no\"}"));

        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(new Failed(Cause.FUNCTION_ERROR, "Oops: no"));
    }

    @Test
    void initError_reported_isKnown() throws Exception {
        int status = post("init/error", bytes("{\"errorType\":\"Init\",\"errorMessage\":\"bad\"}"));

        assertThat(status).isEqualTo(202);
        assertThat(server.initError().get(10, TimeUnit.SECONDS)).isEqualTo("Init: bad");
    }

    @Test
    void next_withoutAnswer_failsTheInvocationBefore() throws Exception {
        CompletableFuture<InvocationResult> result = server.invoke(bytes("event"), TIMEOUT);
        take();

        next();

        assertThat(result.get(10, TimeUnit.SECONDS)).isInstanceOf(Failed.class);
    }

    @Test
    void end_invocationInFlightAndLaterOnes_fail() throws Exception {
        CompletableFuture<InvocationResult> inFlight = server.invoke(bytes("event"), TIMEOUT);
        take();
        Failed gone = new Failed(Cause.PROCESS_EXITED, "gone");

        server.end(gone);

        assertThat(inFlight.get(10, TimeUnit.SECONDS)).isEqualTo(gone);
        assertThat(server.invoke(bytes("event"), TIMEOUT)).isCompletedWithValue(gone);
    }

    @Test
    void otherPath_isNotFound() throws Exception {
        assertThat(post("invocation/a/b/c", bytes(""))).isEqualTo(404);
        assertThat(post("next", bytes(""))).isEqualTo(404);
    }

    private CompletableFuture<HttpResponse<String>> next() {
        return client.sendAsync(HttpRequest.newBuilder(uri("invocation/next")).build(), BodyHandlers.ofString());
    }

    private String take() throws Exception {
        return header(next().get(10, TimeUnit.SECONDS), "Lambda-Runtime-Aws-Request-Id");
    }

    private int post(String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private URI uri(String path) {
        return URI.create("http://" + server.address() + "/2018-06-01/runtime/" + path);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
