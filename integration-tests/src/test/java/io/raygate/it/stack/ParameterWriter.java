// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Writes parameters of a stack with the AWS SDK. */
public final class ParameterWriter implements AutoCloseable {

    private final SsmClient ssm;

    public ParameterWriter(URI endpoint) {
        ssm = SsmClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    /** Replaces a parameter that may not be there yet. */
    public void put(String name, String value, ParameterType type, ParameterTier tier) {
        ssm.putParameter(
                request -> request.name(name).value(value).type(type).tier(tier).overwrite(true));
    }

    /** The same, as a standard parameter of type String. */
    public void put(String name, String value) {
        put(name, value, ParameterType.STRING, ParameterTier.STANDARD);
    }

    @Override
    public void close() {
        ssm.close();
    }
}
