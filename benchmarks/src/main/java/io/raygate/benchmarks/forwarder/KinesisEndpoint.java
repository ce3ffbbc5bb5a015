// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The least that can be called Kinesis: takes every record of every PutRecords call, in CBOR, and keeps it with the
 * time of its arrival. Nothing is decoded while load runs, since the forwarder shares the machine. What calls X-Ray instead finds
 * that all its documents are taken, and none is kept.
 */
public final class KinesisEndpoint implements AutoCloseable {

    /** Paths of X-Ray's API that a daemon calls. */
    private static final List<String> X_RAY = List.of("/TraceSegments", "/TelemetryRecords");

    private static final byte[] TAKEN = "{\"UnprocessedTraceSegments\":[]}".getBytes(StandardCharsets.US_ASCII);
    private static final CBORFactory CBOR = new CBORFactory();

    private final Queue<Put> puts = new ConcurrentLinkedQueue<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;

    public KinesisEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        X_RAY.forEach(path -> server.createContext(path, this::take));
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Everything that came, in the order in which it came. */
    public List<Put> puts() {
        return List.copyOf(puts);
    }

    /** Of the bodies of all calls so far. */
    long bytes() {
        return bytes.get();
    }

    /** Forgets the records that came. */
    public void clear() {
        puts.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Calls with documents so far, to either service. */
    public long calls() {
        return calls.get();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            calls.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, TAKEN.length);
            exchange.getResponseBody().write(TAKEN);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] call = exchange.getRequestBody().readAllBytes();
            bytes.addAndGet(call.length);
            List<byte[]> frames = frames(call);
            long nowNanos = System.nanoTime();
            calls.addAndGet(frames.isEmpty() ? 0 : 1);
            frames.forEach(frame -> puts.add(new Put(frame, nowNanos)));
            byte[] body = accepted(frames.size());
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-cbor-1.1");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static List<byte[]> frames(byte[] body) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        try (JsonParser cbor = CBOR.createParser(body)) {
            for (JsonToken token = cbor.nextToken(); token != null; token = cbor.nextToken()) {
                if (token == JsonToken.VALUE_EMBEDDED_OBJECT && "Data".equals(cbor.currentName())) {
                    frames.add(cbor.getBinaryValue());
                }
            }
        }
        return frames;
    }

    private static byte[] accepted(int records) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator cbor = CBOR.createGenerator(body)) {
            cbor.writeStartObject();
            cbor.writeNumberField("FailedRecordCount", 0);
            cbor.writeArrayFieldStart("Records");
            for (int i = 0; i < records; i++) {
                cbor.writeStartObject();
                cbor.writeStringField("SequenceNumber", "49650000000000000000000000000000000000000000000000000001");
                cbor.writeStringField("ShardId", "shardId-000000000000");
                cbor.writeEndObject();
            }
            cbor.writeEndArray();
            cbor.writeEndObject();
        }
        return body.toByteArray();
    }

    /**
     * One record.
     *
     * @param nanos of {@link System#nanoTime()} when its request had been read
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would cost what is measured
    public record Put(byte[] frame, long nanos) {}
}
