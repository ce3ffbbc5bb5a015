// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An X-Ray that knows PutTraceSegments: it refuses a service named {@code refused}, fails on calls with one named
 * {@code failing}, and throttles, or answers what it is told to, on demand.
 */
public final class FakeXRay implements QuarkusTestResourceLifecycleManager {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TAKEN = new ArrayList<>();
    private static int throttledCalls;
    private static int untilThrottled;
    private static String answerToAll = "";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    static synchronized List<String> taken() {
        return List.copyOf(TAKEN);
    }

    static synchronized void reset(int callsToThrottle) {
        TAKEN.clear();
        throttledCalls = callsToThrottle;
        untilThrottled = 0;
        answerToAll = "";
    }

    /** So many calls are taken, and all others throttled. */
    static synchronized void throttleAfter(int calls) {
        untilThrottled = calls;
        throttledCalls = Integer.MAX_VALUE;
    }

    /** Every call is answered with this, with status 200, and does nothing. */
    static synchronized void answerAll(String body) {
        answerToAll = body;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/TraceSegments", FakeXRay::putTraceSegments);
        server.createContext("/v1/traces", FakeOtlp::answer);
        server.createContext("/", FakeSqs::answer);
        server.setExecutor(threads);
        server.start();
        System.setProperty(
                "aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/000000000000/";
        return Map.of(
                "raygate.quarantine.queue",
                url + "quarantine",
                "raygate.quarantine.parked-queue",
                url + "parked",
                "raygate.quarantine.held-queue",
                url + "held");
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.close();
    }

    private static void putTraceSegments(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonNode request = JSON.readTree(text);
        if (!answerToAll().isEmpty()) {
            answer(exchange, 200, JSON.readTree(answerToAll()));
            return;
        }
        if (text.contains("failing")) {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", "InternalFailure");
            answer(exchange, 500, JSON.createObjectNode().put("Message", "no"));
            return;
        }
        if (throttles()) {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", "ThrottledException");
            answer(exchange, 429, JSON.createObjectNode().put("Message", "Rate exceeded"));
            return;
        }
        answer(exchange, 200, take(request.get("TraceSegmentDocuments")));
    }

    private static synchronized String answerToAll() {
        return answerToAll;
    }

    private static synchronized boolean throttles() {
        if (throttledCalls == 0 || untilThrottled > 0) {
            untilThrottled = Math.max(0, untilThrottled - 1);
            return false;
        }
        throttledCalls--;
        return true;
    }

    private static synchronized ObjectNode take(JsonNode documents) throws IOException {
        ObjectNode response = JSON.createObjectNode();
        ArrayNode unprocessed = response.putArray("UnprocessedTraceSegments");
        for (JsonNode document : documents) {
            JsonNode segment = JSON.readTree(document.textValue());
            if (segment.get("name").textValue().equals("refused")) {
                unprocessed.addObject().put("Id", segment.get("id").textValue()).put("ErrorCode", "InvalidName");
                continue;
            }
            TAKEN.add(document.textValue());
        }
        return response;
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
