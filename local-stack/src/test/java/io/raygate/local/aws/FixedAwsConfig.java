// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** Small limits on a port of the test's choice. */
record FixedAwsConfig(int port, int maxConcurrentRequests, Duration idleTimeout, Duration stopTimeout)
        implements AwsConfig {

    static FixedAwsConfig anyPort() {
        return anyPort(Duration.ofSeconds(30));
    }

    static FixedAwsConfig anyPort(Duration idleTimeout) {
        return new FixedAwsConfig(0, 2, idleTimeout, Duration.ofSeconds(10));
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public String region() {
        return "eu-west-1";
    }

    @Override
    public String accountId() {
        return "000000000000";
    }

    @Override
    public MemorySize maxBodySize() {
        return new MemorySize(BigInteger.valueOf(1_000));
    }

    @Override
    public MemorySize maxPendingSize() {
        return new MemorySize(BigInteger.valueOf(1_500));
    }

    @Override
    public int maxConnections() {
        return 16;
    }
}
