// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.AwsClients;
import io.raygate.aws.AwsService;
import io.raygate.aws.LruMap;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.XRayClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * One client for each region; credentials are a matter of each call. The SDK's own retries are off: {@link Submitter} knows
 * how much time is left. Tenants name regions, so the client not used for the longest time makes room. Thread-safe.
 */
@Singleton
class XRayClients {

    private final AwsClients aws;
    private final SubmitConfig config;
    private final LruMap<String, XRayClient> byRegion;

    XRayClients(AwsClients aws, SubmitConfig config) {
        this.aws = aws;
        this.config = config;
        this.byRegion = new LruMap<>(config.maxTargets(), SdkAutoCloseable::close);
    }

    /**
     * The client of a region.
     *
     * @param region empty for the function's own
     */
    XRayClient of(String region) {
        return byRegion.computeIfAbsent(region, this::client);
    }

    @PreDestroy
    void close() {
        byRegion.clear(SdkAutoCloseable::close);
    }

    private XRayClient client(String region) {
        XRayClientBuilder builder = aws.configure(AwsService.XRAY, XRayClient.builder(), config.requestTimeout());
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new BodyInterceptor())
                .build());
        if (!region.isEmpty()) {
            builder.region(Region.of(region));
        }
        return builder.build();
    }
}
