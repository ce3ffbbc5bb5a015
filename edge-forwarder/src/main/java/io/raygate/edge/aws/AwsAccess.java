// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.aws;

import io.raygate.aws.ClosingHttpClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Gives every AWS client of this process the same credentials, region and proxy. Nothing is called before the first
 * request needs it: making a client costs some 100 ms of class loading on a small node and no round trip.
 *
 * <p>FIPS and dual-stack endpoints are the SDK's: {@code AWS_USE_FIPS_ENDPOINT=true}, {@code
 * AWS_USE_DUALSTACK_ENDPOINT=true}.
 *
 * <p>Thread-safe.
 */
@Singleton
public class AwsAccess {

    private final AwsConfig config;
    private final Map<String, String> environment;
    private @Nullable Credentials credentials;

    @Inject
    AwsAccess(AwsConfig config) {
        this(config, System.getenv());
    }

    AwsAccess(AwsConfig config, Map<String, String> environment) {
        this.config = config;
        this.environment = environment;
    }

    /**
     * The credentials of every call: the role's where one is configured, else those of the default chain (environment,
     * IRSA, profile, EKS Pod Identity, instance). They refresh in the background before they expire.
     */
    public synchronized AwsCredentialsProvider credentials() {
        if (credentials == null) {
            credentials = Credentials.of(config, region(), proxy(AwsService.STS));
        }
        return credentials.provider();
    }

    /**
     * The region of every call.
     *
     * @throws IllegalArgumentException where neither configuration nor the SDK's chain knows one
     */
    public Region region() {
        try {
            return config.region()
                    .map(Region::of)
                    .orElseGet(() ->
                            DefaultAwsRegionProviderChain.builder().build().getRegion());
        } catch (SdkClientException e) {
            throw new IllegalArgumentException(
                    "raygate.aws.region: no AWS region is known; set it, or AWS_REGION (" + e.getMessage() + ")", e);
        }
    }

    /** An HTTP client that knows the proxy; the AWS client that it is given to closes it. */
    public SdkHttpClient.Builder<?> httpClient(AwsService service, Duration timeout) {
        return ClosingHttpClient.over(UrlConnectionHttpClient.builder()
                .connectionTimeout(timeout)
                .socketTimeout(timeout)
                .proxyConfiguration(proxy(service)));
    }

    /**
     * Completes the builder of a client: credentials, region, proxy, and one attempt within the timeout, since callers
     * retry themselves.
     *
     * @throws IllegalArgumentException naming the setting that is wrong or missing
     */
    public <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configure(
            AwsService service, B builder, Duration timeout) {
        return builder.region(region())
                .credentialsProvider(credentials())
                .httpClientBuilder(httpClient(service, timeout))
                .overrideConfiguration(override ->
                        override.retryStrategy(retry -> retry.maxAttempts(1)).apiCallTimeout(timeout));
    }

    @PreDestroy
    synchronized void close() {
        if (credentials != null) {
            credentials.close();
        }
    }

    private ProxyConfiguration proxy(AwsService service) {
        return ProxyRules.of(config.proxy(), environment, !service.isEndpointPlain(environment))
                .toConfiguration();
    }
}
