// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** X-Ray and STS on one loopback port; X-Ray answers what it is told to, STS gives credentials or denies them. */
final class FakeAws implements AutoCloseable {

    /** Instead of a status: the connection is closed without an answer. */
    static final int BREAK = -1;

    /** Instead of a status: there is no answer as long as the server lives. */
    static final int HANG = -2;

    private final HttpServer server;
    private final List<String> paths = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private final List<Map<String, String>> headers = new ArrayList<>();
    private final Map<String, String> answerHeaders = new HashMap<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private final List<String> assumed = new ArrayList<>();
    private int status = 200;
    private String errorType = "";
    private String body = "{\"UnprocessedTraceSegments\":[]}";
    private boolean denied;
    private String stsAnswer = CREDENTIALS;

    FakeAws() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/TraceSegments", this::put);
        server.createContext("/v1/traces", this::put);
        server.createContext("/", this::assumeRole);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized FakeAws answers(int newStatus, String newErrorType, String newBody) {
        status = newStatus;
        errorType = newErrorType;
        body = newBody;
        return this;
    }

    synchronized FakeAws denies() {
        denied = true;
        return this;
    }

    /** What AssumeRole answers, with status 200. */
    synchronized FakeAws assumes(String answer) {
        stsAnswer = answer;
        return this;
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    synchronized FakeAws header(String name, String value) {
        answerHeaders.put(name, value);
        return this;
    }

    synchronized List<String> paths() {
        return List.copyOf(paths);
    }

    synchronized List<byte[]> bytes() {
        return List.copyOf(bytes);
    }

    /** Of each request. */
    synchronized List<Map<String, String>> headers() {
        return List.copyOf(headers);
    }

    synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** The form parameters of each AssumeRole. */
    synchronized List<String> assumed() {
        return List.copyOf(assumed);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void put(HttpExchange exchange) throws IOException {
        int answer;
        byte[] answerBytes;
        synchronized (this) {
            paths.add(exchange.getRequestURI().getPath());
            bytes.add(exchange.getRequestBody().readAllBytes());
            bodies.add(new String(bytes.getLast(), StandardCharsets.UTF_8));
            Map<String, String> sent = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> sent.put(name, values.getFirst()));
            headers.add(sent);
            answerHeaders.forEach(exchange.getResponseHeaders()::set);
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            answer = status;
            answerBytes = body.getBytes(StandardCharsets.UTF_8);
            if (!errorType.isEmpty()) {
                exchange.getResponseHeaders().add("x-amzn-ErrorType", errorType);
            }
        }
        if (answer == HANG) {
            return; // the exchange stays open until the server stops
        }
        if (answer == BREAK) {
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(answer, answerBytes.length == 0 ? -1 : answerBytes.length);
        exchange.getResponseBody().write(answerBytes);
        exchange.close();
    }

    private synchronized void assumeRole(HttpExchange exchange) throws IOException {
        assumed.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] answer = (denied ? DENIED : stsAnswer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(denied ? 403 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    static final String CREDENTIALS = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIATENANT</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
            <SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>""";

    private static final String DENIED = """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
            <Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>""";
}
