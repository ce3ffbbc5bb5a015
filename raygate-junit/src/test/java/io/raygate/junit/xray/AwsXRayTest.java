// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit.xray;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.XRayServiceClientConfiguration;
import software.amazon.awssdk.services.xray.model.BatchGetTracesRequest;
import software.amazon.awssdk.services.xray.model.BatchGetTracesResponse;
import software.amazon.awssdk.services.xray.model.GetTraceSummariesRequest;
import software.amazon.awssdk.services.xray.model.GetTraceSummariesResponse;
import software.amazon.awssdk.services.xray.model.InvalidRequestException;
import software.amazon.awssdk.services.xray.model.Segment;
import software.amazon.awssdk.services.xray.model.ThrottledException;
import software.amazon.awssdk.services.xray.model.Trace;
import software.amazon.awssdk.services.xray.model.TraceSummary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AwsXRayTest {

    private static final Instant NOON = Instant.ofEpochSecond(1_000);

    private final Client client = new Client();
    private final AwsXRay xray = new AwsXRay(client);

    @Test
    void find_pages_areReadAsFarAsNeeded() {
        assertThat(xray.find("fault", NOON, NOON, 3)).containsExactly("id-0", "id-1", "id-2");
        assertThat(client.lastFilter).isEqualTo("fault");
        assertThat(xray.find("", NOON, NOON, 100)).hasSize(5);
        assertThat(client.lastFilter).isNull();
    }

    @Test
    void find_wrongFilter_showsThePlace() {
        assertThatThrownBy(() -> xray.find("service(=)", NOON, NOON, 1))
                .isInstanceOf(FilterException.class)
                .hasMessage("""
                    the filter has an error at line 1, position 9: Invalid input symbol: '='
                      service(=)
                              ^\
                    """);
    }

    @Test
    void documents_ofATrace_orNone() {
        assertThat(xray.documents("known")).contains(List.of("{}"));
        assertThat(xray.documents("unknown")).isEmpty();
    }

    @Test
    void documents_refused_saysWhatToCheck() {
        assertThatThrownBy(() -> xray.documents("throttled"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AWS X-Ray in eu-west-1 has not answered")
                .hasMessageContaining("AWSXRayReadOnlyAccess");
    }

    private static final class Client implements XRayClient {

        private static final Map<String, BatchGetTracesResponse> TRACES = Map.of(
                "known",
                BatchGetTracesResponse.builder()
                        .traces(Trace.builder()
                                .segments(Segment.builder().document("{}").build())
                                .build())
                        .build());

        private String lastFilter;

        @Override
        public GetTraceSummariesResponse getTraceSummaries(GetTraceSummariesRequest request) {
            lastFilter = request.filterExpression();
            if ("service(=)".equals(lastFilter)) {
                throw InvalidRequestException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorMessage("Error Location: line 1, position 9 : Invalid input symbol: '='")
                                .build())
                        .build();
            }
            int page = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
            return GetTraceSummariesResponse.builder()
                    .traceSummaries(TraceSummary.builder().id("id-" + page).build())
                    .nextToken(page == 4 ? null : "" + (page + 1))
                    .build();
        }

        @Override
        public BatchGetTracesResponse batchGetTraces(BatchGetTracesRequest request) {
            String id = request.traceIds().get(0);
            if (id.equals("throttled")) {
                throw ThrottledException.builder().message("slow down").build();
            }
            return TRACES.getOrDefault(id, BatchGetTracesResponse.builder().build());
        }

        @Override
        public XRayServiceClientConfiguration serviceClientConfiguration() {
            return XRayServiceClientConfiguration.builder()
                    .region(Region.EU_WEST_1)
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // nothing is kept open
        }
    }
}
