// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.RejectReason;
import io.raygate.edge.otlp.OtlpServer;
import io.raygate.edge.receive.Receivers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

import static io.raygate.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Spans by request and by datagram, thinned and limited: both books close at every scrape, and at the end to the span. */
@QuarkusTest
@TestProfile(SpansBooksTest.Limited.class)
class SpansBooksTest {

    private static final int CLIENTS = 3;
    private static final int REQUESTS = 120;
    private static final int DATAGRAMS = 300;
    private static final int DATAGRAM_SPANS = 5;
    private static final int MAX_SPANS = 400;

    /** With this many bytes a name, some requests exceed the document of the smallest block. */
    private static final int MAX_NAME = 600;

    @Inject
    OtlpServer server;

    @Inject
    Receivers receivers;

    @Inject
    Ledger ledger;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void spans_ofAllWays_closeBothBooksAtEveryScrape() throws Exception {
        Ledger.Balances before = ledger.balances();
        var over = new AtomicBoolean();
        long sent = 0;
        long moments;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newHttpClient()) {
            Future<Long> auditor = threads.submit(() -> audit(over));
            List<Callable<Long>> senders = new ArrayList<>();
            for (int seed = 1; seed <= CLIENTS; seed++) {
                var random = new SplittableRandom(seed);
                senders.add(() -> sendRequests(client, random));
            }
            senders.add(this::sendDatagrams);
            for (Future<Long> sender : threads.invokeAll(senders)) {
                sent += sender.get();
            }
            long received = before.spans().received() + sent;
            await(() -> ledger.balances().spans().received() >= received, ledger::balances);
            over.set(true);
            moments = auditor.get();
        }

        Ledger.Balances after = ledger.balances();
        assertThat(moments).isPositive();
        assertThat(after.spans().received() - before.spans().received()).isEqualTo(sent);
        assertThat(after.spans().rejected().get(RejectReason.OVERSIZE_DOCUMENT)).isPositive();
        assertThat(after.spans().dropped().get(DropReason.THINNED)).isPositive();
        assertThat(after.spans().dropped().get(DropReason.NODE_RATE_LIMITED)).isPositive();
        assertThat(after.spans().dropped().get(DropReason.UNSAMPLED)).isPositive();
        assertThat(after.documents().rejected().get(RejectReason.MALFORMED_SPANS))
                .isPositive();
        assertThat(given().get(metrics).asString()).contains("raygate_otlp_pending_bytes 0.0");
    }

    /** How often the page of metrics was read, each time closed in both units. */
    private long audit(AtomicBoolean over) {
        long moments = 0;
        while (!over.get()) {
            String page = given().get(metrics).asString();
            for (String unit : List.of("documents", "spans")) {
                ToDoubleFunction<String> account = name -> sum(page, "raygate_" + unit + "_" + name);
                assertThat(account.applyAsDouble("received_total") + account.applyAsDouble("replayed_total"))
                        .as(unit)
                        .isEqualTo(account.applyAsDouble("published_total")
                                + account.applyAsDouble("rejected_total")
                                + account.applyAsDouble("dropped_total")
                                + account.applyAsDouble("buffered"));
            }
            moments++;
        }
        return moments;
    }

    private static double sum(String page, String name) {
        return page.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private long sendRequests(HttpClient client, SplittableRandom random) throws IOException, InterruptedException {
        long sent = 0;
        URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + "/v1/traces");
        for (int i = 0; i < REQUESTS; i++) {
            int count = random.nextInt(MAX_SPANS);
            byte[] body = spans(random, count, i % 10 == 0 ? 100_000 : random.nextInt(MAX_NAME));
            boolean isCut = i % 7 == 0;
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("content-type", "application/x-protobuf")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body, 0, isCut ? body.length / 2 : body.length))
                    .build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            assertThat(status).isIn(200, 400, 413, 429);
            sent += status == 200 ? count : 0;
        }
        return sent;
    }

    private long sendDatagrams() throws IOException {
        var random = new SplittableRandom(99);
        var address = receivers.localAddresses().getFirst();
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < DATAGRAMS; i++) {
                String text = "{\"format\":\"json\",\"version\":1}\n" + (i % 3 == 0 ? "T1U" : "T1S")
                        + Base64.getEncoder().encodeToString(spans(random, DATAGRAM_SPANS, 10));
                byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
                socket.send(new DatagramPacket(bytes, bytes.length, address));
            }
        }
        return (long) DATAGRAMS * DATAGRAM_SPANS;
    }

    private static byte[] spans(SplittableRandom random, int count, int nameChars) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = 0; i < count; i++) {
            byte[] trace = new byte[16];
            random.nextBytes(trace);
            // one span is as long as it is said, so that it may fit into no document; the others are short
            scope.addSpans(Span.newBuilder()
                    .setTraceId(ByteString.copyFrom(trace))
                    .setName("n".repeat(i == 0 ? nameChars : Math.min(nameChars, MAX_NAME))));
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build()
                .toByteArray();
    }

    /** The smallest blocks, half of the traces, and a limit for the node that some spans are beyond. */
    public static final class Limited implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "raygate.block.max-content", "80K",
                    "raygate.block.linger", "20ms",
                    "raygate.limits.file", limits());
        }

        private static String limits() {
            try {
                Path file = Files.createTempFile("limits", ".yaml");
                file.toFile().deleteOnExit();
                return Files.writeString(file, """
                    segmentsPerSecondPerNode: 1
                    burstSegments: 4000
                    limits:
                      - {namespace: "", keepTraces: 0.5}
                    """).toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
