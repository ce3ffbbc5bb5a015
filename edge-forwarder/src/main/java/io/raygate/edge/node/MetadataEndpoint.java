// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.node;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the instance metadata service is asked, by the environment variables that AWS SDKs share: "IMDS client", AWS SDKs
 * and Tools Reference Guide, read 2026-11-22.
 */
final class MetadataEndpoint {

    private static final URI IPV4 = URI.create("http://169.254.169.254");
    private static final URI IPV6 = URI.create("http://[fd00:ec2::254]");

    private MetadataEndpoint() {}

    /**
     * The endpoint; none where {@code AWS_EC2_METADATA_DISABLED} is {@code true}.
     *
     * @throws IllegalArgumentException naming the variable that cannot be read
     */
    static Optional<URI> of(Map<String, String> environment) {
        if (value(environment, "AWS_EC2_METADATA_DISABLED").equalsIgnoreCase("true")) {
            return Optional.empty();
        }
        String endpoint = value(environment, "AWS_EC2_METADATA_SERVICE_ENDPOINT");
        if (!endpoint.isEmpty()) {
            return Optional.of(parse(endpoint));
        }
        String mode = value(environment, "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "", "ipv4" -> Optional.of(IPV4);
            case "ipv6" -> Optional.of(IPV6);
            default ->
                throw new IllegalArgumentException(
                        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: '" + mode + "' is not known; write IPv4 or IPv6");
        };
    }

    private static URI parse(String endpoint) {
        try {
            URI uri = URI.create(endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // the sentence below says it all
        }
        throw new IllegalArgumentException("AWS_EC2_METADATA_SERVICE_ENDPOINT: '" + endpoint
                + "' is not a URL; write http://169.254.169.254 or http://[fd00:ec2::254]");
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }
}
