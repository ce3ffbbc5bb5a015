// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An instance metadata service over real HTTP: a token by PUT, and what the test put at each path for who has it. */
final class FakeInstance implements AutoCloseable {

    static final String TOKEN_PATH = "/latest/api/token";
    static final String ZONE_PATH = "/latest/meta-data/placement/availability-zone";
    static final String DOCUMENT_PATH = "/latest/dynamic/instance-identity/document";
    private static final String TOKEN = "AQAEAFake==";

    private final Map<String, String> answers = new HashMap<>(Map.of(
            "/latest/meta-data/placement/region",
            "eu-west-1",
            ZONE_PATH,
            "eu-west-1b",
            "/latest/meta-data/instance-id",
            "i-0123456789abcdef0",
            DOCUMENT_PATH,
            "{\"tags\" : [{\"accountId\":\"no\"}], \"accountId\" : \"123456789012\", \"version\" : 1}"));
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private boolean hasTokens = true;
    private String stuckPath = "";
    private volatile int tokensToRefuse;

    FakeInstance() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** An instance which knows version 1 only: it answers without a token, and gives none. */
    FakeInstance version1() {
        hasTokens = false;
        return this;
    }

    FakeInstance with(String path, String body) {
        answers.put(path, body);
        return this;
    }

    FakeInstance without(String path) {
        answers.remove(path);
        return this;
    }

    /** Sends the head of the answer, then a byte, and no more. */
    FakeInstance stuckAt(String path) {
        stuckPath = path;
        return this;
    }

    FakeInstance refusingTokens(int times) {
        tokensToRefuse = times;
        return this;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Method and path of each. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            if (path.equals(stuckPath)) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                closing.await(30, TimeUnit.SECONDS);
                return;
            }
            byte[] body = answers.getOrDefault(path, TOKEN).getBytes(UTF_8);
            int status = status(exchange, path);
            exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
            if (status == 200) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private int status(HttpExchange exchange, String path) {
        if (path.equals(TOKEN_PATH)) {
            return tokenStatus(exchange);
        }
        boolean authorised = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"));
        if (hasTokens && !authorised) {
            return 401;
        }
        return answers.containsKey(path) ? 200 : 404;
    }

    private int tokenStatus(HttpExchange exchange) {
        if (!hasTokens || !exchange.getRequestMethod().equals("PUT")) {
            return 405;
        }
        if (tokensToRefuse > 0) {
            tokensToRefuse--;
            return 503;
        }
        return "60".equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token-ttl-seconds")) ? 200 : 400;
    }
}
