// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.ClosingHttpClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.XRayClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * One client a region, with one set of connections for all; credentials are a matter of each call. The SDK's own retries
 * are off: {@link Submitter} knows how much time is left. Thread-safe. Tenants name regions, so the one
 * not used for the longest time makes room.
 */
@Singleton
class XRayClients {

    private final SdkHttpClient http;
    private final Map<String, XRayClient> byRegion;

    XRayClients(SubmitConfig config) {
        this.byRegion = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, XRayClient> eldest) {
                boolean full = size() > config.maxTargets();
                if (full) {
                    eldest.getValue().close();
                }
                return full;
            }
        };
        this.http = ClosingHttpClient.over(UrlConnectionHttpClient.builder()
                        .connectionTimeout(config.requestTimeout())
                        .socketTimeout(config.requestTimeout()))
                .build();
    }

    /**
     * The client of a region.
     *
     * @param region empty for the function's own
     */
    synchronized XRayClient of(String region) {
        return byRegion.computeIfAbsent(region, this::client);
    }

    @PreDestroy
    synchronized void close() {
        byRegion.values().forEach(SdkAutoCloseable::close);
        http.close();
    }

    private XRayClient client(String region) {
        XRayClientBuilder builder = XRayClient.builder()
                .httpClient(http)
                .overrideConfiguration(override -> override.retryStrategy(retry -> retry.maxAttempts(1))
                        .addExecutionInterceptor(new BodyInterceptor()));
        if (!region.isEmpty()) {
            builder.region(Region.of(region));
        }
        return builder.build();
    }
}
