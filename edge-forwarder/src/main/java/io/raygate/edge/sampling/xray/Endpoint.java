// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import io.raygate.aws.AwsService;
import io.raygate.edge.sampling.source.Operation;
import java.net.URI;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/** Where X-Ray is, as the AWS SDK's own client for X-Ray would find it. */
record Endpoint(URI base, Region region) {

    /**
     * Looks it up: {@code aws.endpointUrlXRay} or {@code AWS_ENDPOINT_URL_XRAY}, then {@code AWS_ENDPOINT_URL}, then the
     * profile, then the region's, with FIPS and dual stack where the SDK's settings ask for them.
     *
     * @throws IllegalArgumentException where a setting is not a URL
     */
    @SuppressWarnings("deprecation") // its successor, the rule set, comes only with a whole client for X-Ray
    static Endpoint of(Region region) {
        try {
            URI base = AwsClientEndpointProvider.builder()
                    .serviceEndpointOverrideEnvironmentVariable(AwsService.XRAY.endpointVariable())
                    .serviceEndpointOverrideSystemProperty(AwsService.XRAY.endpointProperty())
                    .serviceProfileProperty("xray")
                    .serviceEndpointPrefix("xray")
                    .defaultProtocol("https")
                    .region(region)
                    .build()
                    .clientEndpoint();
            return new Endpoint(base, region);
        } catch (SdkClientException e) {
            throw new IllegalArgumentException(
                    "the endpoint of X-Ray is not known: " + e.getMessage()
                            + "; correct AWS_ENDPOINT_URL_XRAY or AWS_ENDPOINT_URL",
                    e);
        }
    }

    URI of(Operation operation) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + operation.path());
    }
}
