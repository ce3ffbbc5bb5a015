// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.sun.net.httpserver.HttpExchange;
import io.raygate.otlp.read.Span;
import io.raygate.otlp.read.TraceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * X-Ray's OTLP endpoint: refuses a call with a span named {@code refused}, fails on one with a span named {@code failing},
 * rejects spans named {@code rejected} in a partial success, and answers what it is told to, on demand.
 */
public final class FakeOtlp {

    /** The sentence of an account whose spans do not go to CloudWatch Logs. */
    public static final String NOT_SWITCHED_ON =
            "The OTLP API is supported with CloudWatch Logs as a Trace Segment Destination. Please enable the destination.";

    /** A span that came, with its resource. */
    public record Taken(String id, String name, Map<String, Object> attributes, Map<String, Object> resource) {}

    private record Canned(int status, Map<String, String> headers, byte[] body) {}

    private static final List<Taken> TAKEN = new ArrayList<>();
    private static final List<Integer> CALLS = new ArrayList<>();
    private static final List<Canned> CANNED = new ArrayList<>();
    private static boolean always;

    private FakeOtlp() {}

    /** Spans that were taken, in order. */
    public static synchronized List<Taken> taken() {
        return List.copyOf(TAKEN);
    }

    /** Spans of each call. */
    public static synchronized List<Integer> calls() {
        return List.copyOf(CALLS);
    }

    /** Forgets everything. */
    public static synchronized void reset() {
        TAKEN.clear();
        CALLS.clear();
        CANNED.clear();
        always = false;
    }

    /** Answers one more of the next calls with this. */
    public static synchronized void answerOnce(int status, Map<String, String> headers, String body) {
        CANNED.add(new Canned(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Answers all calls with this. */
    public static synchronized void answerAll(int status, Map<String, String> headers, String body) {
        CANNED.clear();
        answerOnce(status, headers, body);
        always = true;
    }

    static void answer(HttpExchange exchange) throws IOException {
        byte[] body;
        try (GZIPInputStream in = new GZIPInputStream(
                new ByteArrayInputStream(exchange.getRequestBody().readAllBytes()))) {
            body = in.readAllBytes();
        }
        Canned answer = answer(exchange.getRequestHeaders().getFirst("Content-Type"), body);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private static synchronized Canned answer(String type, byte[] body) {
        List<Taken> spans = spans(body);
        CALLS.add(spans.size());
        if (!"application/x-protobuf".equals(type)) {
            return new Canned(415, Map.of(), new byte[0]);
        }
        if (!CANNED.isEmpty()) {
            return always ? CANNED.getFirst() : CANNED.removeFirst();
        }
        if (named(spans, "failing") > 0) {
            return new Canned(500, Map.of(), new byte[0]);
        }
        if (named(spans, "refused") > 0) {
            return new Canned(400, Map.of(), new byte[] {0x08, 3, 0x12, 3, 'b', 'a', 'd'});
        }
        spans.stream().filter(span -> !span.name().equals("rejected")).forEach(TAKEN::add);
        int rejected = named(spans, "rejected");
        return new Canned(
                200,
                Map.of("Content-Type", "application/x-protobuf"),
                rejected == 0 ? new byte[0] : new byte[] {0x0A, 6, 0x08, (byte) rejected, 0x12, 2, 'n', 'o'});
    }

    private static int named(List<Taken> spans, String name) {
        return (int) spans.stream().filter(span -> span.name().equals(name)).count();
    }

    private static List<Taken> spans(byte[] body) {
        TraceRequest request = TraceRequest.read(body, 0, body.length, Integer.MAX_VALUE);
        List<Taken> spans = new ArrayList<>();
        for (TraceRequest.SpanSlice slice : request.spans()) {
            Span span = request.span(slice);
            Map<String, Object> attributes = new HashMap<>();
            span.attributes().forEach(attributes::put);
            Map<String, Object> resource = new HashMap<>();
            request.attributes(slice.scope().resource()).forEach(resource::put);
            spans.add(new Taken(span.id(), span.name(), attributes, resource));
        }
        return spans;
    }
}
