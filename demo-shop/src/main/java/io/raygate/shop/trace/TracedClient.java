// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.shop.trace;

import com.amazonaws.xray.entities.Subsegment;
import com.amazonaws.xray.entities.TraceHeader;
import io.raygate.shop.trace.Endpoint.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Calls other services: each call is a subsegment of namespace {@code remote}, and carries the trace header. Thread-safe.
 */
public final class TracedClient implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ServiceTracing tracing;
    private final HttpClient http;

    /** @param source the address that calls come from */
    public TracedClient(ServiceTracing tracing, InetAddress source) {
        this.tracing = tracing;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .localAddress(source)
                .build();
    }

    /**
     * Sends a request without a body, as part of the segment of this thread.
     *
     * @param target name of the service that is called
     * @throws UncheckedIOException where there is no answer within 5 seconds; the subsegment is a fault then
     */
    public Reply call(String target, String method, URI uri) {
        return tracing.recorder().createSubsegment(target, subsegment -> {
            return call(subsegment, method, uri);
        });
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Reply call(Subsegment subsegment, String method, URI uri) {
        subsegment.setNamespace("remote");
        subsegment.putHttp("request", Map.of("method", method, "url", uri.toString()));
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .method(method, BodyPublishers.noBody())
                .header(
                        TraceHeader.HEADER_KEY,
                        TraceHeader.fromEntity(subsegment).toString())
                .build());
        int bytes = response.body().getBytes(StandardCharsets.UTF_8).length;
        subsegment.putHttp("response", Map.of("status", response.statusCode(), "content_length", bytes));
        ServiceTracing.flag(subsegment, response.statusCode());
        return new Reply(response.statusCode(), response.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while waiting for an answer", e));
        }
    }
}
