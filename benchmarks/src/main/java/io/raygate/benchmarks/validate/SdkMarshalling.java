// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.awscore.client.config.AwsClientOption;
import software.amazon.awssdk.core.ClientEndpointProvider;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.protocols.json.AwsJsonProtocol;
import software.amazon.awssdk.protocols.json.AwsJsonProtocolFactory;
import software.amazon.awssdk.services.xray.model.PutTraceSegmentsRequest;
import software.amazon.awssdk.services.xray.transform.PutTraceSegmentsRequestMarshaller;

/** What the AWS SDK makes of documents before it signs and sends: the request body, in memory. */
final class SdkMarshalling {

    private final PutTraceSegmentsRequestMarshaller marshaller;

    SdkMarshalling() {
        SdkClientConfiguration configuration = SdkClientConfiguration.builder()
                .option(
                        SdkClientOption.CLIENT_ENDPOINT_PROVIDER,
                        ClientEndpointProvider.forEndpointOverride(URI.create("https://xray.eu-west-1.amazonaws.com")))
                .option(AwsClientOption.ENDPOINT_PREFIX, "xray")
                .build();
        this.marshaller = new PutTraceSegmentsRequestMarshaller(AwsJsonProtocolFactory.builder()
                .clientConfiguration(configuration)
                .protocol(AwsJsonProtocol.REST_JSON)
                .protocolVersion("1.1")
                .build());
    }

    /** Opens the body; all its bytes are in memory by then. */
    ContentStreamProvider body(List<String> documents) {
        PutTraceSegmentsRequest request = PutTraceSegmentsRequest.builder()
                .traceSegmentDocuments(documents)
                .build();
        return marshaller.marshall(request).contentStreamProvider().orElseThrow();
    }
}
