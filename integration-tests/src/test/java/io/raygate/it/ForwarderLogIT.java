// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.sun.net.httpserver.HttpServer;
import io.raygate.it.stack.LoneForwarder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What operators see of a forwarder among those who mean harm: its log stays short, and its counters leave nothing out. */
@Execution(ExecutionMode.CONCURRENT)
class ForwarderLogIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int REQUESTS = 200;
    private static final Pattern LINE =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z (INFO |WARN |ERROR) [^\\p{Cntrl}]{1,2000})?");

    @TempDir
    Path folder;

    @Test
    void log_answerOfManyLines_isOneLine() throws IOException {
        try (var kinesis = new Refusing("first\n2026-11-27T00:00:00.000Z ERROR forged\u001b[2J\n".repeat(1_000));
                var forwarder = LoneForwarder.start(
                        folder.resolve("log"), "aws.endpointUrl=" + kinesis.endpoint(), "raygate.block.linger=100ms");
                var datagrams = new Datagrams(forwarder.ipv4())) {
            datagrams.send(Datagrams.framed("{\"id\":\"1\"}"));

            await("the answer in the log")
                    .atMost(PATIENCE)
                    .until(() -> forwarder.output().contains("message=first"));
            assertThat(forwarder.output().lines())
                    .allMatch(line -> LINE.matcher(line).matches());
        }
    }

    @Test
    void log_requestsToTheManagementPortThatFail_doNotFillIt() throws IOException {
        try (var forwarder = LoneForwarder.start(folder.resolve("log"))) {
            long linesBefore = forwarder.output().lines().count();
            for (int i = 0; i < REQUESTS; i++) {
                ask(forwarder, "GET /q/metrics HTTP/1.1\r\nConnection: close\r\n\r\n");
                ask(forwarder, "GET /q/metrics HTTP/1.1\r\nHost: 127.0.0.1:99999\r\nConnection: close\r\n\r\n");
                breakOff(forwarder, "POST /q/health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n");
            }

            assertThat(forwarder.metrics().addUp()).isTrue();
            assertThat(forwarder.output().lines().count() - linesBefore).isLessThan(10);
            assertThat(forwarder.output()).doesNotContain("ERROR");
        }
    }

    @Test
    void counters_ofWhatHappensAtTheStart_leaveNothingOut() throws IOException {
        Path spool = Files.createDirectory(folder.resolve("spool"));
        for (int i = 1; i <= 3; i++) {
            Files.writeString(spool.resolve("%016x.block".formatted(i)), "damaged");
        }
        try (var forwarder = LoneForwarder.start(folder.resolve("log"), "raygate.spool.directory=" + spool)) {
            assertThat(forwarder.metrics().samples()).containsEntry("raygate_spool_files_set_aside_total", 3.0);
        }
    }

    private static void ask(LoneForwarder forwarder, String request) throws IOException {
        try (Socket socket = open(forwarder)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 4");
        }
    }

    private static void breakOff(LoneForwarder forwarder, String request) throws IOException {
        try (Socket socket = open(forwarder)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static Socket open(LoneForwarder forwarder) throws IOException {
        return new Socket(
                forwarder.management().getHost(), forwarder.management().getPort());
    }

    /** A Kinesis that refuses all, with a message. */
    private static final class Refusing implements AutoCloseable {

        private static final int BAD_REQUEST = 400;

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Refusing(String message) throws IOException {
            byte[] answer = cbor("AccessDeniedException", message);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Content-Type", "application/x-amz-cbor-1.1");
                exchange.sendResponseHeaders(BAD_REQUEST, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
        }

        String endpoint() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }

        /** A map of two texts (RFC 8949). */
        private static byte[] cbor(String type, String message) throws IOException {
            var bytes = new ByteArrayOutputStream();
            bytes.write(0xA2);
            for (String text : new String[] {"__type", type, "message", message}) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                bytes.write(0x7A);
                bytes.write(utf8.length >> 24);
                bytes.write(utf8.length >> 16);
                bytes.write(utf8.length >> 8);
                bytes.write(utf8.length);
                bytes.write(utf8);
            }
            return bytes.toByteArray();
        }
    }
}
