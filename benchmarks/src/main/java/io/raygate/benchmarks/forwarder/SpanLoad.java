// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests of {@value #SPANS} spans of about 300 bytes as SDKs do, over {@value #CONNECTIONS} connections that are kept,
 * at a steady rate. What is refused for a moment is counted, and not sent again.
 */
final class SpanLoad implements AutoCloseable {

    static final int SPANS = 100;

    private static final int CONNECTIONS = 4;
    private static final int REQUESTS = 200;
    private static final long SEED = 20_261_127;

    private final Protocol protocol;
    private final List<byte[]> requests = new ArrayList<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

    SpanLoad(Protocol protocol) {
        this.protocol = protocol;
        Random random = new Random(SEED);
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(protocol.framed(request(random)));
        }
    }

    /** Spans that were answered with success so far. */
    long taken() {
        return taken.get();
    }

    /** Requests that were answered with anything else. */
    long refused() {
        return refused.get();
    }

    int bytesOfSpan() {
        return requests.getFirst().length / SPANS;
    }

    /** Sends for so long. What the machine was too slow for is caught up with. */
    void run(int port, int spansPerSecond, Duration duration) {
        List<Future<?>> senders = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            // not the same request on each: compression would find it again
            int first = i * REQUESTS / CONNECTIONS;
            senders.add(
                    threads.submit(() -> send(port, first, spansPerSecond / (double) SPANS / CONNECTIONS, duration)));
        }
        for (Future<?> sender : senders) {
            try {
                sender.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException("a connection failed", e);
            }
        }
    }

    private void send(int port, int first, double requestsPerSecond, Duration duration) {
        try (ExportConnection connection = protocol.connect(port)) {
            long startedNanos = System.nanoTime();
            long total = Math.round(requestsPerSecond * duration.toNanos() / 1e9);
            for (long i = 0; i < total; i++) {
                long dueNanos = startedNanos + Math.round(i / requestsPerSecond * 1e9);
                while (dueNanos - System.nanoTime() > 0) {
                    LockSupport.parkNanos(dueNanos - System.nanoTime());
                }
                boolean isTaken = connection.export(requests.get((int) ((first + i) % REQUESTS)));
                (isTaken ? taken : refused).addAndGet(isTaken ? SPANS : 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static byte[] request(Random random) {
        ByteArrayOutputStream scope = new ByteArrayOutputStream();
        for (int i = 0; i < SPANS; i++) {
            field(scope, 2, span(random));
        }
        ByteArrayOutputStream resource = new ByteArrayOutputStream();
        field(resource, 1, attribute(1, "service.name", "checkout"));
        field(resource, 2, scope.toByteArray());
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        field(request, 1, resource.toByteArray());
        return request.toByteArray();
    }

    private static byte[] span(Random random) {
        ByteArrayOutputStream span = new ByteArrayOutputStream();
        field(span, 1, bytes(random, 16));
        field(span, 2, bytes(random, 8));
        field(span, 4, bytes(random, 8));
        field(span, 5, "GET /cart/{id}".getBytes(StandardCharsets.UTF_8));
        span.write(6 << 3);
        span.write(2);
        time(span, 7, random);
        time(span, 8, random);
        span.writeBytes(attribute(9, "http.request.method", "GET"));
        span.writeBytes(attribute(9, "url.path", "/cart/" + random.nextInt(100_000)));
        span.writeBytes(attribute(9, "server.address", "shop.example"));
        span.writeBytes(attribute(9, "client.address", "203.0.113." + random.nextInt(256)));
        span.writeBytes(attribute(9, "http.response.status_code", "200"));
        span.writeBytes(attribute(9, "network.protocol.version", "2"));
        return span.toByteArray();
    }

    private static void time(ByteArrayOutputStream out, int number, Random random) {
        out.write(number << 3 | 1);
        long nanos = 1_795_680_061_000_000_000L + random.nextInt(1_000_000_000);
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            out.write((int) (nanos >>> shift));
        }
    }

    private static byte[] attribute(int number, String key, String value) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        field(text, 1, value.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream pair = new ByteArrayOutputStream();
        field(pair, 1, key.getBytes(StandardCharsets.UTF_8));
        field(pair, 2, text.toByteArray());
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        field(attribute, number, pair.toByteArray());
        return attribute.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] value) {
        out.write(number << 3 | 2);
        int rest = value.length;
        while (rest > 0x7F) {
            out.write(rest | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        out.writeBytes(value);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** How requests are sent. */
    enum Protocol {
        HTTP("RAYGATE_OTLP_HTTP_PORT") {
            @Override
            byte[] framed(byte[] request) {
                return request;
            }

            @Override
            ExportConnection connect(int port) throws IOException {
                return new HttpExport(port);
            }
        },
        GRPC("RAYGATE_OTLP_GRPC_PORT") {
            @Override
            byte[] framed(byte[] request) {
                return ByteBuffer.allocate(5 + request.length)
                        .put((byte) 0)
                        .putInt(request.length)
                        .put(request)
                        .array();
            }

            @Override
            ExportConnection connect(int port) throws IOException {
                return new GrpcExport(port);
            }
        };

        private final String portVariable;

        Protocol(String portVariable) {
            this.portVariable = portVariable;
        }

        /** Of the forwarder. */
        String portVariable() {
            return portVariable;
        }

        abstract byte[] framed(byte[] request);

        abstract ExportConnection connect(int port) throws IOException;
    }

    /** A connection that is kept; one request at a time. */
    interface ExportConnection extends AutoCloseable {

        /** True where the answer is success. */
        boolean export(byte[] body) throws IOException;

        @Override
        void close() throws IOException;
    }
}
