// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.xray;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsService;
import io.raygate.aws.AwsSettings;
import io.raygate.aws.SignedCalls;
import io.raygate.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/** Signed calls, with the credentials, region, endpoint and proxy that AWS's own environment names. */
final class AwsCalls implements XRay.Transport {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final AwsClients clients;
    private final SignedCalls calls;
    private final Region region;
    private final URI endpoint;

    private AwsCalls(Region region, @Nullable URI endpoint) {
        this.region = region;
        this.clients = new AwsClients(
                new AwsSettings(Optional.of(region.id()), Optional.empty(), "raygate", Optional.empty(), false));
        this.endpoint = endpoint == null ? clients.endpoint(AwsService.XRAY) : endpoint;
        this.calls = new SignedCalls(clients, AwsService.XRAY, TIMEOUT, PlainCalls.MAX_BYTES);
    }

    /** X-Ray of a region, at its own endpoint where none is given. */
    static XRay to(Region region, @Nullable URI endpoint) {
        try {
            AwsCalls calls = new AwsCalls(region, endpoint);
            return new XRay(calls.endpoint.toString(), calls);
        } catch (IllegalArgumentException e) {
            throw Failure.of(String.valueOf(e.getMessage()));
        }
    }

    /** The region that the environment or the profile names. That of an instance is not looked for: it takes seconds. */
    static Optional<Region> region(Map<String, String> environment) {
        for (String variable : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
            String region = environment.getOrDefault(variable, "");
            if (!region.isBlank()) {
                return Optional.of(Region.of(region));
            }
        }
        try {
            return Optional.ofNullable(new AwsProfileRegionProvider().getRegion());
        } catch (SdkClientException _) {
            return Optional.empty();
        }
    }

    @Override
    public XRay.Answer post(String path, byte[] body) throws IOException {
        AwsCredentials credentials;
        try {
            credentials = clients.credentials().resolveCredentials();
        } catch (SdkException e) {
            throw Failure.of("no AWS credentials were found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY; with single sign-on, run"
                    + " eval \"$(aws configure export-credentials --format env)\"");
        }
        try {
            SignedCalls.Answer answer = calls.post(
                    new SignedCalls.Request(
                            endpoint.resolve(path),
                            region,
                            credentials,
                            Map.of("Content-Type", "application/json"),
                            body),
                    TIMEOUT);
            return new XRay.Answer(answer.status(), answer.body());
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        calls.close();
        clients.close();
    }
}
