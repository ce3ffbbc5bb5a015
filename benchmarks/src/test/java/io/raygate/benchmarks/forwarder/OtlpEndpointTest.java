// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.forwarder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class OtlpEndpointTest {

    @Test
    void answer_loadOverHttp_countsEachSpanAndByte() throws IOException {
        try (OtlpEndpoint endpoint = new OtlpEndpoint();
                SpanLoad load = new SpanLoad(SpanLoad.Protocol.HTTP)) {
            load.run(URI.create(endpoint.url()).getPort(), 1_000, Duration.ofSeconds(1));

            assertThat(load.taken()).isPositive();
            assertThat(load.refused()).isZero();
            assertThat(endpoint.spans()).isEqualTo(load.taken());
            assertThat(endpoint.bytes() / endpoint.spans()).isCloseTo(load.bytesOfSpan(), within(2L));
        }
    }

    @Test
    void answer_gzip_countsTheBytesThatCame() throws Exception {
        // two resources: one with a scope of two spans, one with two scopes of a span each
        byte[] request = {10, 6, 18, 4, 18, 0, 18, 0, 10, 8, 18, 2, 18, 0, 18, 2, 18, 0};
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(request);
        }
        try (OtlpEndpoint endpoint = new OtlpEndpoint();
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Void> response = client.send(
                    HttpRequest.newBuilder(URI.create(endpoint.url() + "/v1/traces"))
                            .header("Content-Encoding", "gzip")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(compressed.toByteArray()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(endpoint.spans()).isEqualTo(4);
            assertThat(endpoint.bytes()).isEqualTo(compressed.size());
        }
    }
}
