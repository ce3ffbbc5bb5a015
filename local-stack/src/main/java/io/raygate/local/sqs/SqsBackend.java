// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import io.raygate.local.aws.AwsResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hands requests on to ElasticMQ. Thread-safe; blocks. */
final class SqsBackend implements AutoCloseable {

    /** What SDKs read of an answer: the rest describes the connection. */
    private static final List<String> PASSED_ON = List.of("content-type", "x-amzn-query-error", "x-amzn-errortype");

    private final ElasticMq queues;
    private final Duration requestTimeout;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    SqsBackend(ElasticMq queues, Duration requestTimeout) {
        this.queues = queues;
        this.requestTimeout = requestTimeout;
    }

    /** Sends the body to a path of ElasticMQ, with these headers and no others. */
    AwsResponse post(String path, Map<String, String> headers, byte[] body) throws IOException {
        try {
            URI target = queues.endpoint().resolve(path);
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(target).timeout(requestTimeout).POST(BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            Map<String, String> passedOn = new HashMap<>();
            PASSED_ON.forEach(
                    name -> response.headers().firstValue(name).ifPresent(value -> passedOn.put(name, value)));
            return new AwsResponse(response.statusCode(), passedOn, response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while ElasticMQ worked");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
