// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An X-Ray that takes everything at once, and an SSM that has a policy for each tenant, over TLS or without it, on a loopback
 * port. The bodies of calls are read and forgotten. Thread-safe.
 */
public final class AwsEndpoint implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] TAKEN = "{\"UnprocessedTraceSegments\":[]}".getBytes(StandardCharsets.UTF_8);

    /** Most parameters in one answer of SSM. */
    private static final int PAGE = 10;

    private final HttpServer server;
    private final Optional<Certificate> certificate;
    private final List<String> tenants;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong calls = new AtomicLong();

    private AwsEndpoint(HttpServer server, Optional<Certificate> certificate, List<String> tenants) {
        this.server = server;
        this.certificate = certificate;
        this.tenants = List.copyOf(tenants);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** On a free port; with TLS where there is a certificate. */
    public static AwsEndpoint start(Optional<Certificate> certificate, List<String> tenants) throws IOException {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (certificate.isEmpty()) {
            return new AwsEndpoint(HttpServer.create(free, 0), certificate, tenants);
        }
        HttpsServer server = HttpsServer.create(free, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.get().server()));
        return new AwsEndpoint(server, certificate, tenants);
    }

    String url() {
        return (certificate.isPresent() ? "https://localhost:" : "http://localhost:")
                + server.getAddress().getPort();
    }

    /** What a virtual machine needs to trust it; blank without TLS. */
    String options() {
        return certificate.map(made -> String.join(" ", made.options())).orElse("");
    }

    /** Calls of PutTraceSegments so far. */
    long calls() {
        return calls.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] answer = TAKEN;
            if (exchange.getRequestURI().getPath().equals("/TraceSegments")) {
                calls.incrementAndGet();
            } else {
                answer = JSON.writeValueAsBytes(parameters(JSON.readTree(body)));
            }
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** A page of what is below the path of {@code GetParametersByPath}; its token is the number of the next tenant. */
    private ObjectNode parameters(JsonNode request) {
        int from = request.path("NextToken").asInt(0);
        int to = Math.min(tenants.size(), from + PAGE);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putArray("Parameters");
        for (String tenant : tenants.subList(Math.min(from, to), to)) {
            list.addObject()
                    .put("Name", request.path("Path").asText() + "/" + tenant)
                    .put("Value", policy(tenant));
        }
        if (to < tenants.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private static String policy(String tenant) {
        ObjectNode policy = JSON.createObjectNode()
                .put("apiVersion", "raygate/v1")
                .put("kind", "GatewayPolicy")
                .put("tenant", tenant);
        policy.putArray("clusters").add(StreamEvents.CLUSTER);
        return policy.toString();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
