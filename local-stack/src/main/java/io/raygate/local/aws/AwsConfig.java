// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.AtMost;
import io.raygate.configuration.InRange;
import io.raygate.configuration.Matches;
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
    @InRange(min = "0", max = "65535")
    int port();

    @WithDefault("eu-west-1")
    String region();

    /** Twelve digits. */
    @WithDefault("000000000000")
    @Matches(value = "[0-9]{12}", write = "the 12 digits of an AWS account")
    String accountId();

    /** Of one request; a larger body is read to its end, thrown away and answered with 413. */
    @WithDefault("16M")
    @InRange(min = "1", max = "1G")
    @AtMost("max-pending-size")
    MemorySize maxBodySize();

    /** Of the bodies of all requests under way; one more is answered with 503. */
    @WithDefault("64M")
    @InRange(min = "1", max = "4G")
    MemorySize maxPendingSize();

    /** Requests being read, handled or answered at a time; the next one is answered with 503. */
    @WithDefault("128")
    @InRange(min = "1")
    int maxConcurrentRequests();

    /** Connections at a time; one more is closed as it comes. */
    @WithDefault("1024")
    @InRange(min = "1", max = "65536")
    int maxConnections();

    /** Time for the head of a request, for its body, and for its answer; then the connection is closed. */
    @WithDefault("75s")
    @InRange(min = "1ms", max = "1h")
    Duration idleTimeout();

    /** How long a stop waits for requests under way. */
    @WithDefault("5s")
    @InRange(min = "0s", max = "1h")
    Duration stopTimeout();
}
