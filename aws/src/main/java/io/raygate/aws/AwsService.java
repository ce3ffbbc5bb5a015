// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The services that Raygate calls, and the settings in which the SDK finds the endpoint of each alone. */
public enum AwsService {
    KINESIS("aws.endpointUrlKinesis", "AWS_ENDPOINT_URL_KINESIS"),
    SQS("aws.endpointUrlSqs", "AWS_ENDPOINT_URL_SQS"),
    SSM("aws.endpointUrlSsm", "AWS_ENDPOINT_URL_SSM"),
    STS("aws.endpointUrlSts", "AWS_ENDPOINT_URL_STS"),
    XRAY("aws.endpointUrlXRay", "AWS_ENDPOINT_URL_XRAY");

    private static final Set<String> SCHEMES = Set.of("http", "https");

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

    /**
     * Whether calls go without TLS: only an endpoint that was configured does.
     *
     * @throws IllegalArgumentException naming the setting, where it is not the address of a server
     */
    boolean isEndpointPlain(Map<String, String> environment) {
        return configuredEndpoint(environment)
                .map(Setting::checked)
                .filter(url -> url.startsWith("http://"))
                .isPresent();
    }

    /** In the order of the SDK's AwsClientEndpointProvider, profiles left out. */
    private Optional<Setting> configuredEndpoint(Map<String, String> environment) {
        return Stream.of(
                        new Setting(endpointProperty, System.getProperty(endpointProperty)),
                        new Setting(endpointVariable, environment.get(endpointVariable)),
                        new Setting("aws.endpointUrl", System.getProperty("aws.endpointUrl")),
                        new Setting("AWS_ENDPOINT_URL", environment.get("AWS_ENDPOINT_URL")))
                .filter(setting -> setting.value() != null)
                .findFirst();
    }

    private record Setting(String name, @Nullable String value) {

        /** The SDK says nothing of what it does not like but the message of a URI. */
        String checked() {
            String url = String.valueOf(value);
            try {
                URI uri = new URI(url);
                if (SCHEMES.contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                    return url;
                }
            } catch (URISyntaxException _) {
                // said below
            }
            throw new IllegalArgumentException(
                    name + ": '" + url + "' is not the address of a server; write http://host:port or https://host");
        }
    }
}
