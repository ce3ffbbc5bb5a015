// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * The least that can be called an OTLP endpoint over HTTP: takes every request of spans in protobuf, with gzip or without, and
 * counts its spans and the bytes of its body as they came.
 */
final class OtlpEndpoint implements AutoCloseable {

    private static final int RESOURCE_SPANS = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;

    private final AtomicLong spans = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;

    OtlpEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Of all requests so far. */
    long spans() {
        return spans.get();
    }

    /** Of the bodies of all requests so far. */
    long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean isGzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            spans.addAndGet(count(isGzip ? inflated(body) : body));
            bytes.addAndGet(body.length);
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static byte[] inflated(byte[] body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }

    /** Spans in an {@code ExportTraceServiceRequest}, none of which is read. */
    static long count(byte[] request) throws IOException {
        return count(CodedInputStream.newInstance(request), RESOURCE_SPANS, SCOPE_SPANS, SPANS);
    }

    /** Fields of the last of these numbers, each in a message that is a field of the number before. */
    private static long count(CodedInputStream in, int... path) throws IOException {
        long found = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) != path[0]) {
                in.skipField(tag);
                continue;
            }
            if (path.length == 1) {
                found++;
                in.skipField(tag);
                continue;
            }
            int limit = in.pushLimit(in.readRawVarint32());
            found += count(in, Arrays.copyOfRange(path, 1, path.length));
            in.popLimit(limit);
        }
        return found;
    }
}
