// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.benchmarks.stack.Http;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AwsEndpointTest {

    private static final String BELOW = "\"Path\":\"/raygate/bench/tenants\"";

    @TempDir
    private Path directory;

    @Test
    void parametersByPath_moreThanAPage_areAllThereOnce() throws IOException {
        List<String> tenants =
                IntStream.range(0, 25).mapToObj(number -> "team" + number).toList();
        try (AwsEndpoint aws = AwsEndpoint.start(Optional.empty(), tenants)) {
            List<String> names = new ArrayList<>();
            JsonNode page = post(aws, "{" + BELOW + "}");
            page.path("Parameters").forEach(one -> names.add(one.path("Name").asText()));
            while (page.has("NextToken")) {
                page = post(aws, "{" + BELOW + ",\"NextToken\":" + page.path("NextToken") + "}");
                page.path("Parameters")
                        .forEach(one -> names.add(one.path("Name").asText()));
            }

            assertThat(names)
                    .containsExactlyElementsOf(tenants.stream()
                            .map(tenant -> "/raygate/bench/tenants/" + tenant)
                            .toList());
        }
    }

    @Test
    void traceSegments_anyBody_areTakenAndCounted() throws IOException {
        try (AwsEndpoint aws = AwsEndpoint.start(Optional.empty(), List.of())) {
            assertThat(Http.post(aws.url() + "/TraceSegments", "not JSON"))
                    .contains("{\"UnprocessedTraceSegments\":[]}");
            assertThat(aws.calls()).isEqualTo(1);
            assertThat(aws.options()).isBlank();
        }
    }

    @Test
    void start_withACertificate_isTrustedByItsOptionsAlone() throws IOException {
        Certificate certificate = Certificate.make(directory);
        try (AwsEndpoint aws = AwsEndpoint.start(Optional.of(certificate), List.of())) {
            assertThat(aws.url()).startsWith("https://localhost:");
            assertThat(aws.options()).contains("-Djavax.net.ssl.trustStore=" + directory.resolve("certificate.p12"));
            assertThat(Http.get(aws.url()))
                    .as("an answer to a client that does not trust it")
                    .isEmpty();
        }
    }

    private static JsonNode post(AwsEndpoint aws, String body) {
        return Http.post(aws.url() + "/", body).flatMap(Http::parse).orElseThrow();
    }
}
