// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Stands in for X-Ray: checks signatures by computing them again, answers as it is told, and notes what was asked. */
final class FakeXRay implements AutoCloseable {

    static final AwsSessionCredentials CREDENTIALS = AwsSessionCredentials.create("AKIDEXAMPLE", "secret", "token");

    static final String TARGETS = """
            {"LastRuleModification": 1.53092e+09, "SamplingTargetDocuments": [{"RuleName": "Default", "FixedRate": 0.050,
            "ReservoirQuota": 1, "ReservoirQuotaTTL": 1530923107.0, "Interval": 10}], "UnprocessedStatistics": []}""";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = exchange -> answering(
                    200, exchange.getRequestURI().getPath().equals("/GetSamplingRules") ? rules("Default") : TARGETS)
            .handle(exchange);

    FakeXRay() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A request that came with a valid signature, or one that did not. */
    record Asked(String path, Headers headers, byte[] body, boolean signed) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    @FunctionalInterface
    interface Behaviour {

        void handle(HttpExchange exchange) throws IOException;
    }

    /** An answer that holds a rule. */
    static String rules(String name) {
        return """
                {"SamplingRuleRecords": [{"SamplingRule": {"RuleName": "%s", "RuleARN": "a", "ResourceARN": "*",
                "Priority": 10000, "FixedRate": 0.050, "ReservoirSize": 1, "ServiceName": "*", "ServiceType": "*", "Host": "*",
                "HTTPMethod": "*", "URLPath": "*", "Version": 1, "Attributes": {"a": "b"}}, "CreatedAt": 0.0,
                "ModifiedAt": 1.53092e+09}], "NextToken": null}""".formatted(name);
    }

    static Behaviour answering(int status, String body) {
        return answering(status, body.getBytes(StandardCharsets.UTF_8));
    }

    static Behaviour answering(int status, byte[] body) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json; a=b");
            exchange.getResponseHeaders().add("x-amzn-RequestId", "id of the request");
            exchange.getResponseHeaders().add("Set-Cookie", "a=b");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** Answers when the latch opens. */
    static Behaviour waitingFor(CountDownLatch latch, Behaviour then) {
        return exchange -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            then.handle(exchange);
        };
    }

    /** Sends the head of an answer, and then a byte now and then, until the client has gone. */
    static Behaviour trickling() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            OutputStream out = exchange.getResponseBody();
            while (true) {
                long next = System.nanoTime() + 20_000_000;
                while (System.nanoTime() < next) {
                    Thread.yield();
                }
                out.write(' ');
                out.flush();
            }
        };
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked.add(new Asked(
                    exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body, isSigned(exchange, body)));
            behaviour.handle(exchange);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs what arrived once more, for the time that it says, and compares. */
    private static boolean isSigned(HttpExchange exchange, byte[] body) {
        Headers headers = exchange.getRequestHeaders();
        String authorization = headers.getFirst("Authorization");
        if (authorization == null) {
            return false;
        }
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://" + headers.getFirst("Host") + exchange.getRequestURI()));
        String signedHeaders = authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
        Arrays.stream(signedHeaders.split(";", -1))
                .filter(name -> !name.startsWith("x-amz-") && !name.equals("host"))
                .forEach(name -> request.putHeader(name, headers.getFirst(name)));
        Instant at =
                Instant.from(DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX").parse(headers.getFirst("X-Amz-Date")));
        SignedRequest again = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(CREDENTIALS)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "xray")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1"));
        return again.request()
                        .firstMatchingHeader("Authorization")
                        .orElseThrow()
                        .equals(authorization)
                && CREDENTIALS.sessionToken().equals(headers.getFirst("X-Amz-Security-Token"));
    }
}
