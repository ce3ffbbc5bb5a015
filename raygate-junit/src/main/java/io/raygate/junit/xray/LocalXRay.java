// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit.xray;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.raygate.trace.JsonObject;
import io.raygate.trace.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The X-Ray API of a local stack: without a signature, never through a proxy. */
public final class LocalXRay implements XRay {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A busy machine takes its time; a test that must not wait as long has a timeout of its own. */
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private static final int MAX_BYTES = 64 << 20;
    private static final int MAX_PAGES = 1_000;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .build();
    private final URI endpoint;
    private final Supplier<String> remedy;

    /**
     * @param endpoint of the AWS API
     * @param remedy   what to do where it does not answer; asked for then
     */
    public LocalXRay(URI endpoint, Supplier<String> remedy) {
        this.endpoint = endpoint;
        this.remedy = remedy;
    }

    @Override
    public List<String> find(String filter, Instant from, Instant to, int limit) {
        List<String> ids = new ArrayList<>();
        String token = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            JsonObject answer = call(
                    "/TraceSummaries",
                    "{\"StartTime\":" + from.getEpochSecond() + ",\"EndTime\":" + (to.getEpochSecond() + 1)
                            + member("FilterExpression", filter) + member("NextToken", token) + "}",
                    filter);
            answer.objects("TraceSummaries").forEach(summary -> ids.add(summary.text("Id", "")));
            token = answer.text("NextToken", "");
            if (token.isEmpty() || ids.size() >= limit) {
                break;
            }
        }
        return ids.stream().limit(limit).toList();
    }

    @Override
    public Optional<List<String>> documents(String traceId) {
        JsonObject answer = call("/Traces", "{\"TraceIds\":[" + quoted(traceId) + "]}", "");
        return answer.objects("Traces").stream()
                .findFirst()
                .map(trace -> trace.objects("Segments").stream()
                        .map(segment -> segment.text("Document", ""))
                        .toList());
    }

    @Override
    public String place() {
        return endpoint.toString();
    }

    private JsonObject call(String path, String body, String filter) {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            return read(response.statusCode(), response.body(), filter);
        } catch (IOException e) {
            throw new IllegalStateException(endpoint + " does not answer (" + e + "): " + remedy.get(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading from " + endpoint, e);
        }
    }

    private JsonObject read(int status, InputStream body, String filter) throws IOException {
        byte[] bytes;
        try (body) {
            bytes = body.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("the answer has more than " + MAX_BYTES + " bytes");
        }
        JsonObject json = JsonObject.read(new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(
                        () -> new IllegalStateException(endpoint + " has not answered as a local stack does: status="
                                + status + ", which is no JSON: " + remedy.get()));
        if (status == OK) {
            return json;
        }
        String message = Text.oneLine(json.text("message", json.text("Message", "no message")));
        if (FilterException.isOne(message)) {
            throw FilterException.of(filter, message);
        }
        // It is stopping or busy; what it says of itself tells which.
        String cause = status == UNAVAILABLE ? ": " + remedy.get() : "";
        throw new IllegalStateException(
                endpoint + " has refused the call: status=" + status + ", message=" + message + cause);
    }

    private static String member(String name, String value) {
        return value.isEmpty() ? "" : ",\"" + name + "\":" + quoted(value);
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
