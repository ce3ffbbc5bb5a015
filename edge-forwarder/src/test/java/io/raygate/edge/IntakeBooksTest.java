// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.RejectReason;
import io.raygate.edge.port.PortServer;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

import static io.raygate.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests and datagrams of all kinds at once: the books close at every moment, and at the end to the document. */
@QuarkusTest
@TestProfile(IntakeBooksTest.IntakeOn.class)
class IntakeBooksTest {

    private static final int CLIENTS = 4;
    private static final int REQUESTS = 150;
    private static final int DATAGRAMS = 500;
    private static final int MAX_DOCUMENTS = 5;
    private static final int MAX_DOCUMENT = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    PortServer server;

    @Inject
    Receivers receivers;

    @Inject
    Ledger ledger;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void requests_ofAllKindsBesideDatagrams_closeTheBooks() throws Exception {
        Ledger.Balance before = ledger.balance();
        var over = new AtomicBoolean();
        List<Sent> sent = new ArrayList<>();
        long moments;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newHttpClient()) {
            Future<Long> auditor = threads.submit(() -> audit(over));
            List<Callable<Sent>> senders = new ArrayList<>();
            for (int seed = 1; seed <= CLIENTS; seed++) {
                var random = new SplittableRandom(seed);
                senders.add(() -> sendRequests(client, random));
            }
            senders.add(this::sendDatagrams);
            for (Future<Sent> sender : threads.invokeAll(senders)) {
                sent.add(sender.get());
            }
            long received =
                    before.received() + sent.stream().mapToLong(Sent::documents).sum();
            await(() -> ledger.balance().received() >= received, ledger::balance);
            over.set(true);
            moments = auditor.get();
        }

        Ledger.Balance after = ledger.balance();
        assertThat(moments).isGreaterThan(100);
        assertThat(after.received() - before.received())
                .isEqualTo(sent.stream().mapToLong(Sent::documents).sum());
        assertThat(after.rejectedTotal() - before.rejectedTotal())
                .isEqualTo(sent.stream().mapToLong(Sent::refused).sum());
        assertThat(after.rejected().get(RejectReason.EMPTY_DOCUMENT)).isPositive();
        assertThat(after.rejected().get(RejectReason.OVERSIZE_DOCUMENT)).isPositive();
        assertThat(after.rejected().get(RejectReason.NOT_UNICODE)).isPositive();
        assertThat(after.dropped().get(DropReason.NODE_RATE_LIMITED)).isPositive();
        assertThat(given().get(metrics).asString())
                .contains(
                        "raygate_intake_pending_bytes 0.0", "raygate_documents_rejected_total{reason=\"NOT_UNICODE\"}");
    }

    /** How often the books were looked at, each time closed. */
    private long audit(AtomicBoolean over) {
        long moments = 0;
        while (!over.get()) {
            Ledger.Balance balance = ledger.balance();
            assertThat(balance.received() + balance.replayed())
                    .isEqualTo(balance.published()
                            + balance.rejectedTotal()
                            + balance.droppedTotal()
                            + balance.buffered());
            moments++;
            Thread.yield();
        }
        return moments;
    }

    private Sent sendRequests(HttpClient client, SplittableRandom random) throws IOException, InterruptedException {
        Sent sent = new Sent(0, 0);
        for (int i = 0; i < REQUESTS; i++) {
            sent = sent.and(sendRequest(client, random));
        }
        return sent;
    }

    private Sent sendRequest(HttpClient client, SplittableRandom random) throws IOException, InterruptedException {
        int documents = random.nextInt(MAX_DOCUMENTS + 2);
        int refused = 0;
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < documents; i++) {
            int kind = random.nextInt(8);
            refused += kind < 3 ? 1 : 0;
            list.append(i == 0 ? "\"" : ",\"").append(document(kind, random)).append('"');
        }
        String body = "{\"TraceSegmentDocuments\":[" + list + "]}";
        boolean cut = random.nextInt(5) == 0;
        int status = post(client, cut ? body.substring(0, random.nextInt(body.length())) : body);
        assertThat(status).isEqualTo(cut || documents > MAX_DOCUMENTS ? 400 : 200);
        return status == 200 ? new Sent(documents, refused) : new Sent(0, 0);
    }

    private static String document(int kind, SplittableRandom random) {
        return switch (kind) {
            case 0 -> "";
            case 1 -> "x".repeat(MAX_DOCUMENT + 1 + random.nextInt(1_000));
            case 2 -> "{\\\"user\\\":\\\"\\ud8" + (10 + random.nextInt(90)) + "\\\"}";
            case 3 -> "x".repeat(MAX_DOCUMENT - random.nextInt(1_000));
            default -> "{\\\"id\\\":\\\"%016x\\\",\\\"name\\\":\\\"\u00fc\\\"}".formatted(random.nextLong());
        };
    }

    private int post(HttpClient client, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/TraceSegments");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private Sent sendDatagrams() throws IOException {
        byte[] good = "{\"format\":\"json\",\"version\":1}\n{}".getBytes(StandardCharsets.US_ASCII);
        byte[] bad = {'x'};
        var address = receivers.localAddresses().getFirst();
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < DATAGRAMS; i++) {
                byte[] bytes = i % 5 == 0 ? bad : good;
                socket.send(new DatagramPacket(bytes, bytes.length, address));
            }
        }
        return new Sent(DATAGRAMS, DATAGRAMS / 5);
    }

    /** What must be in the books of what was sent. */
    private record Sent(long documents, long refused) {

        Sent and(Sent other) {
            return new Sent(documents + other.documents, refused + other.refused);
        }
    }

    /** The smallest blocks, and a limit for the node that some documents are beyond. */
    public static final class IntakeOn implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "raygate.intake.enabled", "true",
                    "raygate.intake.max-body", "1M",
                    "raygate.intake.max-pending", "8M",
                    "raygate.intake.max-documents", "" + MAX_DOCUMENTS,
                    "raygate.block.max-content", "80K",
                    "raygate.block.linger", "20ms",
                    "raygate.limits.file", limits());
        }

        private static String limits() {
            try {
                Path file = Files.createTempFile("limits", ".yaml");
                file.toFile().deleteOnExit();
                return Files.writeString(file, "segmentsPerSecondPerNode: 1\nburstSegments: 400\n")
                        .toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
