// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.xray.wire.RestJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the forwarder's books from its Prometheus metrics. Thread-safe. */
final class ForwarderMetrics {

    private static final int MAX_BYTES = 4 << 20;
    private static final int OK = 200;

    /** The books: what came equals what went, was refused, and is still there. */
    private static final List<String> BOOKS = List.of("received", "replayed", "published", "rejected", "dropped");

    private static final Pattern SAMPLE =
            Pattern.compile("raygate_documents_(\\w+?)(?:_total)?(\\{[^}]*})? ([-+.0-9eE]+)(?: \\d+)?");
    private static final Pattern REASON = Pattern.compile("reason=\"([^\"]*)\"");

    private final Optional<URI> address;
    private final Duration timeout;
    private final HttpClient client;

    ForwarderMetrics(Optional<String> address, Duration timeout) {
        this.address = address.map(URI::create);
        this.timeout = timeout;
        this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    /** The counts with their sum by reason; a {@code state} and a {@code message} where there are none. */
    ObjectNode read() {
        if (address.isEmpty()) {
            return state("unknown", "raygate.local.console.forwarder-metrics is not set");
        }
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address.get()).timeout(timeout).build();
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String text = new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
                return response.statusCode() == OK
                        ? books(text)
                        : state("down", address.get() + " answers with status " + response.statusCode());
            }
        } catch (IOException e) {
            return state("down", address.get() + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return state("unknown", "interrupted");
        }
    }

    static ObjectNode books(String metrics) {
        Map<String, Long> sums = new TreeMap<>();
        Map<String, Map<String, Long>> byReason = new TreeMap<>();
        metrics.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
            long count = (long) Double.parseDouble(sample.group(3));
            sums.merge(sample.group(1), count, Long::sum);
            Matcher reason = REASON.matcher(String.valueOf(sample.group(2)));
            if (reason.find() && count > 0) {
                byReason.computeIfAbsent(sample.group(1), ignored -> new TreeMap<>())
                        .merge(reason.group(1), count, Long::sum);
            }
        });
        ObjectNode json = RestJson.object().put("state", "up");
        ObjectNode counts = json.putObject("counts");
        BOOKS.forEach(name -> counts.put(name, sums.getOrDefault(name, 0L)));
        counts.put("buffered", sums.getOrDefault("buffered", 0L));
        ObjectNode reasons = json.putObject("reasons");
        byReason.forEach((name, some) -> {
            ObjectNode ofName = reasons.putObject(name);
            some.forEach(ofName::put);
        });
        return json.put("balance", balance(sums));
    }

    /** Zero where the books are closed. */
    private static long balance(Map<String, Long> sums) {
        long came = sums.getOrDefault("received", 0L) + sums.getOrDefault("replayed", 0L);
        long went = sums.getOrDefault("published", 0L)
                + sums.getOrDefault("rejected", 0L)
                + sums.getOrDefault("dropped", 0L)
                + sums.getOrDefault("buffered", 0L);
        return came - went;
    }

    private static ObjectNode state(String state, String message) {
        return RestJson.object().put("state", state).put("message", message);
    }
}
