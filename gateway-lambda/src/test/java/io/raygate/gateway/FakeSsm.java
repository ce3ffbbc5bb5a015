// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsSettings;
import io.raygate.aws.ParameterStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** SSM over HTTP: GetParameter, and GetParametersByPath with two a page. A value is only told where decryption is asked for. */
public final class FakeSsm implements AutoCloseable {

    private static final int PAGE = 2;

    private final Map<String, String> parameters = new ConcurrentSkipListMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private volatile String answerToAll = "";

    private FakeSsm(HttpServer server) {
        this.server = server;
    }

    /** On a free port. */
    public static FakeSsm start() {
        try {
            FakeSsm ssm = new FakeSsm(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            ssm.server.createContext("/", ssm::answer);
            ssm.server.setExecutor(ssm.threads);
            ssm.server.start();
            return ssm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a parameter. */
    public void put(String name, String value) {
        parameters.put(name, value);
    }

    /** Removes a parameter. */
    public void delete(String name) {
        parameters.remove(name);
    }

    /** Operations that were called since this was asked for last, such as {@code GetParameter}. */
    public List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    /** Answers every call with this text, and status 200. */
    public void answerAll(String text) {
        answerToAll = text;
    }

    /** Parameters that are read from here. */
    public ParameterStore parameters() {
        return new ParameterStore(
                new AwsClients(AwsSettings.ofFunction()),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        calls.add(target.substring(target.indexOf('.') + 1));
        JsonNode request = RandomDocuments.tree(exchange.getRequestBody().readAllBytes());
        ObjectNode answer = RandomDocuments.MAPPER.createObjectNode();
        boolean known = true;
        if (target.equals("AmazonSSM.GetParametersByPath")) {
            byPath(request, answer);
        } else {
            String name = request.path("Name").asText();
            known = target.equals("AmazonSSM.GetParameter") && parameters.containsKey(name);
            if (known) {
                write(answer.putObject("Parameter"), name, request);
            } else {
                answer.put("__type", "ParameterNotFound");
            }
        }
        if (!answerToAll.isEmpty()) {
            known = true;
        }
        byte[] body = (answerToAll.isEmpty() ? answer.toString() : answerToAll).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(known ? 200 : 400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void byPath(JsonNode request, ObjectNode answer) {
        String prefix = request.path("Path").asText() + "/";
        int first = request.path("NextToken").asInt(0);
        List<String> names = parameters.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
        ArrayNode page = answer.putArray("Parameters");
        names.stream().skip(first).limit(PAGE).forEach(name -> write(page.addObject(), name, request));
        if (first + PAGE < names.size()) {
            answer.put("NextToken", Integer.toString(first + PAGE));
        }
    }

    private void write(ObjectNode parameter, String name, JsonNode request) {
        boolean decrypted = request.path("WithDecryption").asBoolean(false);
        parameter
                .put("Name", name)
                .put("Value", decrypted ? parameters.get(name) : "encrypted")
                .put("Version", 1);
    }
}
