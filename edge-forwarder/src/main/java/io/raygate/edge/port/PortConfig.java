// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.AtLeast;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The TCP port that X-Ray SDKs ask for sampling rules and collectors put segments to, and what a client may cost. */
@ConfigMapping(prefix = "raygate.proxy")
public interface PortConfig {

    /** Address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** Port to listen on; 0 lets the system choose. */
    @WithDefault("2000")
    @InRange(min = "0", max = "65535")
    int port();

    /** Largest body of a sampling request; a larger one is answered with 413. */
    @WithDefault("256K")
    @InRange(min = "1", max = "64M")
    MemorySize maxBody();

    /** Bytes of all bodies of sampling requests that are held; a request beyond that is answered with 429. */
    @WithDefault("8M")
    @InRange(min = "1", max = "1G")
    @AtLeast("max-body")
    MemorySize maxPending();

    /** Bytes of all answers that clients have not read yet; a request beyond that is answered with 429. */
    @WithDefault("8M")
    @InRange(min = "1", max = "1G")
    MemorySize maxUnread();

    /** Largest header section of a request; a larger one is answered with 431. */
    @WithDefault("16K")
    @InRange(min = "1K", max = "1M")
    MemorySize maxHeader();

    /** Time from the first byte of a connection, or the head of a later request, to the last byte of the answer. */
    @WithDefault("10s")
    @InRange(min = "1ms", max = "1h")
    Duration requestTimeout();

    /** Time until a kept connection must have brought the head of its next request, however it trickles. */
    @WithDefault("60s")
    @InRange(min = "1ms", max = "1h")
    Duration idleTimeout();

    /** Connections at once; one more is closed as soon as it is accepted. */
    @WithDefault("1024")
    @InRange(min = "1", max = "65536")
    int maxConnections();
}
