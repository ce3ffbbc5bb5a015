// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Makes every AWS client of a process, all with the same credentials, region and proxy. Nothing is called before the first
 * request needs it: making a client costs some 100 ms of class loading on a small node, and no round trip.
 *
 * <p>The SDK decides on FIPS and dual-stack endpoints: {@code AWS_USE_FIPS_ENDPOINT=true}, {@code
 * AWS_USE_DUALSTACK_ENDPOINT=true}.
 *
 * <p>Thread-safe.
 */
public final class AwsClients implements AutoCloseable {

    private static final Duration TIMER_IDLE = Duration.ofSeconds(5);

    private final AwsSettings settings;
    private final Map<String, String> environment;
    private final ScheduledThreadPoolExecutor timer = timer();
    private @Nullable Credentials credentials;

    /** Clients for this process. */
    public AwsClients(AwsSettings settings) {
        this(settings, System.getenv());
    }

    AwsClients(AwsSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * The credentials of every call: the role's where one is configured, else those of the default chain (environment,
     * IRSA, profile, EKS Pod Identity, instance).
     */
    public synchronized AwsCredentialsProvider credentials() {
        if (credentials == null) {
            credentials = Credentials.of(settings, region(), proxy(AwsService.STS));
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
            return settings.region()
                    .map(Region::of)
                    .orElseGet(() ->
                            DefaultAwsRegionProviderChain.builder().build().getRegion());
        } catch (SdkClientException e) {
            throw new IllegalArgumentException(
                    "no AWS region is known; set AWS_REGION or, on the forwarder, raygate.aws.region", e);
        }
    }

    /**
     * Where a service is, as the SDK's own client for it would find it: {@code aws.endpointUrlXRay} or {@code
     * AWS_ENDPOINT_URL_XRAY}, then {@code AWS_ENDPOINT_URL}, then the profile, then the region's, with FIPS and dual stack
     * where the SDK's settings ask for them.
     *
     * @throws IllegalArgumentException where a setting is not a URL
     */
    public URI endpoint(AwsService service) {
        return endpoint(service, region());
    }

    /** The same in another region. */
    @SuppressWarnings("deprecation") // its successor, the rule set, comes only with a whole client for the service
    public URI endpoint(AwsService service, Region region) {
        try {
            return AwsClientEndpointProvider.builder()
                    .serviceEndpointOverrideEnvironmentVariable(service.endpointVariable())
                    .serviceEndpointOverrideSystemProperty(service.endpointProperty())
                    .serviceProfileProperty(service.prefix())
                    .serviceEndpointPrefix(service.prefix())
                    .defaultProtocol("https")
                    .region(region)
                    .build()
                    .clientEndpoint();
        } catch (SdkClientException e) {
            throw new IllegalArgumentException(
                    "the endpoint of " + service + " is not known: " + e.getMessage() + "; correct "
                            + service.endpointVariable() + " or AWS_ENDPOINT_URL",
                    e);
        }
    }

    /** An HTTP client that knows the proxy. The AWS client that it is given to closes it. */
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
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1))
                        .scheduledExecutorService(timer)
                        .apiCallTimeout(timeout));
    }

    @Override
    public synchronized void close() {
        if (credentials != null) {
            credentials.close();
        }
        timer.shutdownNow();
    }

    /**
     * Ends calls whose time is over. By itself, the SDK starts up to five threads for each client; this is one for all, and
     * none while no call is under way.
     */
    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("aws-timeouts").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(TIMER_IDLE.toSeconds(), TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    private ProxyConfiguration proxy(AwsService service) {
        return ProxyRules.of(settings.proxy(), environment, !service.isEndpointPlain(environment))
                .toConfiguration();
    }
}
