// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.raygate.local.caller.CallerCheck;
import io.raygate.local.json.UntrustedJson;
import io.raygate.local.lambda.InvocationResult.Cause;
import io.raygate.local.lambda.InvocationResult.Failed;
import io.raygate.local.lambda.InvocationResult.Returned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The Lambda Runtime API, version 2018-06-01, for the one runtime of one execution environment: an invocation belongs to
 * the process that took it. Listens on 127.0.0.1 only. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Developer Guide, runtime API, read
 *     2026-11-22</a>
 */
final class RuntimeApiServer implements AutoCloseable {

    /**
     * 6 MB for the event and for the response of a synchronous invocation, in bytes, base64 counted.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas, read 2026-11-22</a>
     */
    static final int MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final String BASE_PATH = "/2018-06-01/runtime/";
    private static final String INVOCATION_PATH = BASE_PATH + "invocation/";
    private static final byte[] ACCEPTED = json("{\"status\":\"OK\"}");
    private static final CallerCheck CALLERS = CallerCheck.ofApi(Set.of());
    private static final ObjectMapper JSON = UntrustedJson.json().build();

    private final String functionArn;
    private final HttpServer http;
    private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();
    private final InvocationSlot slot = new InvocationSlot();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<String> initError = new CompletableFuture<>();

    /** Listens from here on; port 0 takes a free one. */
    RuntimeApiServer(int port, String functionArn) throws IOException {
        this.functionArn = functionArn;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        http.createContext("/", this::handle);
        http.setExecutor(exchanges);
        http.start();
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + http.getAddress().getPort();
    }

    /** Done when the runtime has asked for its first invocation. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Done, with the runtime's own words, when it has reported that it cannot start. */
    CompletableFuture<String> initError() {
        return initError;
    }

    /** Offers an event to the runtime; one at a time. */
    CompletableFuture<InvocationResult> invoke(byte[] event, Duration timeout) {
        Instant now = Instant.now();
        Invocation invocation = Invocation.of(event, now, now.plus(timeout));
        slot.offer(invocation);
        return invocation.result();
    }

    /** Answers the invocation in flight, and every one to come, with a failure: the runtime is gone. */
    void end(Failed failure) {
        slot.end(failure);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<String> refusal = CALLERS.refusal(exchange);
            if (refusal.isPresent()) {
                sendError(exchange, 403, "Forbidden", refusal.get());
                return;
            }
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            if (call.equals("GET " + INVOCATION_PATH + "next")) {
                next(exchange);
                return;
            }
            if (call.equals("GET " + BASE_PATH + "restore/next")) {
                send(exchange, 200, ACCEPTED); // nobody takes a snapshot: the process goes on as its own copy
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(MAX_PAYLOAD_BYTES + 1);
            if (call.equals("POST " + BASE_PATH + "init/error") || call.equals("POST " + BASE_PATH + "restore/error")) {
                initError.complete(errorText(body));
                send(exchange, 202, ACCEPTED);
                return;
            }
            answer(exchange, call, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(null);
        Invocation invocation = slot.take();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set("Lambda-Runtime-Trace-Id", invocation.traceHeader());
        send(exchange, 200, invocation.event());
    }

    private void answer(HttpExchange exchange, String call, byte[] body) throws IOException {
        String[] parts = call.startsWith("POST " + INVOCATION_PATH)
                ? call.substring(("POST " + INVOCATION_PATH).length()).split("/", -1)
                : new String[0];
        if (parts.length != 2 || !(parts[1].equals("response") || parts[1].equals("error"))) {
            sendError(exchange, 404, "NotFound", "No such call: " + call);
            return;
        }
        boolean tooLarge = body.length > MAX_PAYLOAD_BYTES;
        InvocationResult result =
                parts[1].equals("error") ? new Failed(Cause.FUNCTION_ERROR, errorText(body)) : response(body, tooLarge);
        if (!slot.answer(parts[0], result)) {
            sendError(exchange, 400, "InvalidRequestID", "Not the invocation in flight: " + parts[0]);
            return;
        }
        if (tooLarge) {
            sendError(exchange, 413, "RequestEntityTooLarge", "More than " + MAX_PAYLOAD_BYTES + " bytes");
            return;
        }
        send(exchange, 202, ACCEPTED);
    }

    private static InvocationResult response(byte[] body, boolean tooLarge) {
        return tooLarge
                ? new Failed(Cause.RESPONSE_TOO_LARGE, "The response has more than " + MAX_PAYLOAD_BYTES + " bytes")
                : new Returned(body);
    }

    private static String errorText(byte[] body) throws IOException {
        try {
            JsonNode error = JSON.readTree(body);
            return error.path("errorType").asText("Unknown") + ": "
                    + error.path("errorMessage").asText("");
        } catch (JacksonException e) {
            return "Unknown: the runtime reported an error that is not JSON";
        }
    }

    private static void sendError(HttpExchange exchange, int status, String type, String message) throws IOException {
        send(exchange, status, JSON.writeValueAsBytes(new RuntimeApiError(message, type)));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        slot.end(new Failed(Cause.PROCESS_EXITED, "The execution environment was closed"));
        exchanges.shutdownNow();
        http.stop(0);
    }

    private record RuntimeApiError(String errorMessage, String errorType) {}
}
