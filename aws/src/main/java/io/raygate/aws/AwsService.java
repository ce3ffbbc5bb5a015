// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The services that Raygate calls, and the settings in which the SDK finds the endpoint of each alone. */
public enum AwsService {
    KINESIS("aws.endpointUrlKinesis", "AWS_ENDPOINT_URL_KINESIS"),
    SQS("aws.endpointUrlSqs", "AWS_ENDPOINT_URL_SQS"),
    SSM("aws.endpointUrlSsm", "AWS_ENDPOINT_URL_SSM"),
    STS("aws.endpointUrlSts", "AWS_ENDPOINT_URL_STS"),
    XRAY("aws.endpointUrlXRay", "AWS_ENDPOINT_URL_XRAY");

    private final String endpointProperty;
    private final String endpointVariable;

    AwsService(String endpointProperty, String endpointVariable) {
        this.endpointProperty = endpointProperty;
        this.endpointVariable = endpointVariable;
    }

    /** System property that names the endpoint of this service alone. */
    String endpointProperty() {
        return endpointProperty;
    }

    /** Environment variable that names the endpoint of this service alone. */
    String endpointVariable() {
        return endpointVariable;
    }

    /** Name of the service in endpoints, signatures and profiles. */
    String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether calls go without TLS: only an endpoint that was configured does. */
    boolean isEndpointPlain(Map<String, String> environment) {
        return configuredEndpoint(environment)
                .filter(url -> url.startsWith("http://"))
                .isPresent();
    }

    /** In the order of the SDK's AwsClientEndpointProvider, profiles left out. */
    private Optional<String> configuredEndpoint(Map<String, String> environment) {
        return Stream.of(
                        System.getProperty(endpointProperty),
                        environment.get(endpointVariable),
                        System.getProperty("aws.endpointUrl"),
                        environment.get("AWS_ENDPOINT_URL"))
                .filter(Objects::nonNull)
                .findFirst();
    }
}
