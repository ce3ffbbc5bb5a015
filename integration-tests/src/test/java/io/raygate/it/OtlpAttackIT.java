// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.raygate.it.stack.LoneForwarder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A packaged forwarder with little memory among clients of OTLP that mean harm, and one that is told to stop. */
@Execution(ExecutionMode.CONCURRENT)
class OtlpAttackIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MIB = 1024 * 1024;
    private static final Pattern SPANS = Pattern.compile("Books closed: .*spans: received=(\\d+)");

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    @TempDir
    Path folder;

    /** All at once, on far more connections than there may be; the heap has 64 MiB. */
    @Test
    void attack_ofAllKinds_isRefusedAndSpansAreTakenAfterIt() throws Exception {
        byte[] bomb = gzip(new byte[256 * MIB]);
        try (var forwarder = LoneForwarder.start(folder.resolve("log"))) {
            long lines = forwarder.output().lines().count();
            List<Socket> attackers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                attackers.add(attack(forwarder, beginningOfAFrame()));
                attackers.add(attack(forwarder, unfinishedBodies()));
                attackers.add(attack(forwarder, call(1, (byte) 1, bomb)));
                attackers.add(attack(forwarder, frame(PING, 0, 0, new byte[8]).repeated(5_000)));
            }
            await("floods and full memory are counted")
                    .atMost(PATIENCE)
                    .until(() -> count(forwarder, "raygate_otlp_connections_flooded_total{port=\"grpc\",}") > 0
                            && count(forwarder, "raygate_otlp_requests_total{outcome=\"busy\",port=\"grpc\",}") > 0);
            assertThat(forwarder.metrics().addUp()).isTrue();
            for (Socket attacker : attackers) {
                attacker.close();
            }

            await("spans are taken again").atMost(PATIENCE).until(() -> status(forwarder, spans(3)) == 200);
            assertThat(forwarder.metrics().spans("received_total")).isEqualTo(3);
            assertThat(forwarder.metrics().addUp()).isTrue();
            assertThat(forwarder.output().lines().count() - lines)
                    .as("%s", forwarder.output())
                    .isLessThan(10);
            assertThat(forwarder.stop()).doesNotContain("ERROR", "OutOfMemory");
        }
    }

    /** What an answer affirms has happened: each span of a request that was answered with 200 is in the books. */
    @Test
    void sigterm_whileClientsSend_closesTheBooksOverAllThatWasAffirmed() throws Exception {
        AtomicLong affirmed = new AtomicLong();
        AtomicLong sent = new AtomicLong();
        String output;
        try (var forwarder = LoneForwarder.start(folder.resolve("log"))) {
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(Thread.ofVirtual().start(() -> sendUntilItIsGone(forwarder, sent, affirmed)));
            }
            await("many requests").atMost(PATIENCE).until(() -> affirmed.get() > 1_000);
            forwarder.terminate();
            for (Thread client : clients) {
                client.join();
            }
            output = forwarder.stop();
        }

        Matcher books = SPANS.matcher(output);
        assertThat(books.find()).as("%s", output).isTrue();
        assertThat(Long.parseLong(books.group(1))).isBetween(affirmed.get(), sent.get());
    }

    private static double count(LoneForwarder forwarder, String sample) {
        return forwarder.metrics().samples().getOrDefault(sample, 0.0);
    }

    private static void sendUntilItIsGone(LoneForwarder forwarder, AtomicLong sent, AtomicLong affirmed) {
        byte[] request = spans(10);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (true) {
                sent.addAndGet(10);
                if (client.send(post(forwarder, request), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    affirmed.addAndGet(10);
                }
            }
        } catch (IOException | InterruptedException _) {
            // it is gone
        }
    }

    private static int status(LoneForwarder forwarder, byte[] request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(post(forwarder, request), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static HttpRequest post(LoneForwarder forwarder, byte[] request) {
        return HttpRequest.newBuilder(forwarder.otlpHttp().resolve("/v1/traces"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("content-type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(request))
                .build();
    }

    private static byte[] spans(int count) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (int i = 1; i <= count; i++) {
            scope.addSpans(Span.newBuilder()
                    .setTraceId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}))
                    .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(0, i)))
                    .setName("GET /cart")
                    .setStartTimeUnixNano(1)
                    .setEndTimeUnixNano(2));
        }
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build()
                .toByteArray();
    }

    /** Sends on a connection of its own, whatever the forwarder says to it, and leaves it open. */
    private static Socket attack(LoneForwarder forwarder, Frames frames) throws IOException {
        InetSocketAddress address = forwarder.otlpGrpc();
        Socket socket = new Socket(address.getAddress(), address.getPort());
        try {
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
            socket.getOutputStream().write(frame(SETTINGS, 0, 0, new byte[0]).bytes());
            socket.getOutputStream().write(frames.bytes());
        } catch (SocketException _) {
            // it was sent away
        }
        return socket;
    }

    private static Frames beginningOfAFrame() {
        byte[] whole = frame(HEADERS, END_HEADERS, 1, new byte[16_000]).bytes();
        return new Frames(ByteBuffer.wrap(whole, 0, whole.length - 1));
    }

    private static Frames unfinishedBodies() {
        Frames all = new Frames(ByteBuffer.allocate(0));
        for (int stream = 1; stream < 20; stream += 2) {
            all = all.and(frame(HEADERS, END_HEADERS, stream, head())).and(frame(DATA, 0, stream, new byte[16_000]));
        }
        return all;
    }

    private static Frames call(int stream, byte flag, byte[] message) {
        byte[] body = ByteBuffer.allocate(5 + message.length)
                .put(flag)
                .putInt(message.length)
                .put(message)
                .array();
        Frames all = frame(HEADERS, END_HEADERS, stream, head());
        for (int at = 0; at < body.length; at += 16_384) {
            int length = Math.min(16_384, body.length - at);
            byte[] part = new byte[length];
            System.arraycopy(body, at, part, 0, length);
            all = all.and(frame(DATA, at + length == body.length ? END_STREAM : 0, stream, part));
        }
        return all;
    }

    private static byte[] head() {
        var head = new ByteArrayOutputStream();
        for (String text : new String[] {
            ":method",
            "POST",
            ":scheme",
            "http",
            ":path",
            "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
            "content-type",
            "application/grpc",
            "grpc-encoding",
            "gzip"
        }) {
            if (head.size() == 0 || text.startsWith(":") || text.startsWith("content") || text.startsWith("grpc-")) {
                head.write(0); // a literal that goes to no table
            }
            head.write(text.length());
            head.writeBytes(text.getBytes(US_ASCII));
        }
        return head.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        }
        return compressed.toByteArray();
    }

    private static Frames frame(int type, int flags, int stream, byte[] payload) {
        return new Frames(ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .flip());
    }

    /** Frames of HTTP/2, as they are sent. */
    private record Frames(ByteBuffer buffer) {

        byte[] bytes() {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }

        Frames and(Frames more) {
            return new Frames(ByteBuffer.allocate(buffer.remaining() + more.buffer.remaining())
                    .put(bytes())
                    .put(more.bytes())
                    .flip());
        }

        Frames repeated(int times) {
            ByteBuffer all = ByteBuffer.allocate(times * buffer.remaining());
            for (int i = 0; i < times; i++) {
                all.put(bytes());
            }
            return new Frames(all.flip());
        }
    }
}
