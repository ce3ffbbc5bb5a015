// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The port that AWS SDKs talk to, and the account behind it. */
@ConfigMapping(prefix = "raygate.local.aws")
public interface AwsConfig {

    @WithDefault("127.0.0.1")
    String host();

    /** 0 takes any free port. */
    @WithDefault("4566")
    int port();

    @WithDefault("eu-west-1")
    String region();

    /** Twelve digits. */
    @WithDefault("000000000000")
    String accountId();

    /** Of one request; a larger body is read to its end, thrown away and answered with 413. */
    @WithDefault("16M")
    MemorySize maxBodySize();

    /** Of the bodies of all requests under way; one more is answered with 503. */
    @WithDefault("64M")
    MemorySize maxPendingSize();

    /** Requests being read, handled or answered at a time; the next one is answered with 503. */
    @WithDefault("128")
    int maxConcurrentRequests();

    /** A connection on which nothing moves for so long is closed. */
    @WithDefault("75s")
    Duration idleTimeout();

    /** How long a stop waits for requests under way. */
    @WithDefault("5s")
    Duration stopTimeout();
}
