// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.testing.browser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection to one tab over the Chrome DevTools Protocol. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build());

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final StringBuilder message = new StringBuilder();
    private final HttpClient client;
    private final WebSocket socket;
    private volatile boolean networkChanged;

    private DevTools(HttpClient client, URI address) {
        this.client = client;
        this.socket = client.newWebSocketBuilder().buildAsync(address, this).join();
    }

    /** The tab that a browser has open which listens on {@code host:port}. */
    static DevTools ofPage(String hostAndPort) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + hostAndPort + "/json/list"))
                .build();
        String targets =
                client.sendAsync(request, BodyHandlers.ofString()).join().body();
        for (JsonNode target : JSON.readTree(targets)) {
            if (target.path("type").asText().equals("page")) {
                return new DevTools(
                        client, URI.create(target.path("webSocketDebuggerUrl").asText()));
            }
        }
        throw new IOException("The browser has no page open: " + targets);
    }

    /** The result of a command. */
    JsonNode call(String method, Map<String, Object> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            String command = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
            socket.sendText(command, true).join();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode answered = answer.orTimeout(1, TimeUnit.MINUTES).join();
        if (answered.has("error")) {
            throw new AssertionError(method + ": " + answered.path("error"));
        }
        return answered.path("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            String whole = message.toString();
            message.setLength(0);
            take(whole);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    private void take(String text) {
        try {
            JsonNode received = JSON.readTree(text);
            if (received.has("id")) {
                answer(received);
                return;
            }
            JsonNode parameters = received.path("params");
            switch (received.path("method").asText()) {
                case "Runtime.exceptionThrown" ->
                    errors.add(parameters.path("exceptionDetails").toString());
                case "Runtime.consoleAPICalled" -> logged(parameters);
                case "Log.entryAdded" -> entered(parameters.path("entry"));
                case "Network.loadingFailed" ->
                    failed(parameters.path("errorText").asText());
                case "Network.requestWillBeSent" ->
                    requests.add(parameters.path("request").path("url").asText());
                default -> {}
            }
        } catch (JsonProcessingException e) {
            errors.add(e.toString());
        }
    }

    private void answer(JsonNode received) {
        CompletableFuture<JsonNode> caller = waiting.remove(received.path("id").asInt());
        if (caller != null) {
            caller.complete(received);
        }
    }

    private void failed(String error) {
        if (error.contains("NETWORK_CHANGED")) {
            networkChanged = true;
        }
    }

    private void logged(JsonNode call) {
        if (call.path("type").asText().equals("error")) {
            errors.add(call.path("args").toString());
        }
    }

    /** A request that was refused is no error of the page: it shows the reason. */
    private void entered(JsonNode entry) {
        boolean refused = entry.path("source").asText().equals("network");
        if (entry.path("level").asText().equals("error") && !refused) {
            errors.add(entry.path("text").asText());
        }
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Whether a request was broken off because the machine's network interfaces changed. */
    boolean networkChanged() {
        return networkChanged;
    }

    void forget() {
        networkChanged = false;
        errors.clear();
        requests.clear();
    }

    @Override
    public void close() {
        socket.abort();
        client.close();
    }
}
