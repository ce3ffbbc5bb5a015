// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The management port, and what a client there may cost. */
@ConfigMapping(prefix = "raygate.management")
public interface ManagementConfig {

    /** Address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** Port to listen on; 0 lets the system choose. */
    @WithDefault("8090")
    @InRange(min = "0", max = "65535")
    int port();

    /** Largest header section of a request; a larger one is answered with 431. */
    @WithDefault("16K")
    @InRange(min = "1K", max = "1M")
    MemorySize maxHeader();

    /** Time from the first byte of a connection, or the head of a later request, to the last byte of the answer. */
    @WithDefault("10s")
    @InRange(min = "1ms", max = "1h")
    Duration requestTimeout();

    /** Time until a kept connection must have brought the head of its next request, however it trickles. */
    @WithDefault("2m")
    @InRange(min = "1ms", max = "1h")
    Duration idleTimeout();

    /** Connections at once; for one more the oldest is closed. */
    @WithDefault("64")
    @InRange(min = "1", max = "65536")
    int maxConnections();

    /** Pause after each scrape of the metrics, all clients together, before the next one begins. */
    @WithDefault("10ms")
    @InRange(min = "0s", max = "1m")
    Duration scrapePause();
}
