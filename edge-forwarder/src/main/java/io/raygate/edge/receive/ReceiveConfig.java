// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How datagrams are received. */
@ConfigMapping(prefix = "raygate.receive")
public interface ReceiveConfig {

    /** UDP addresses to listen on: {@code host:port}, {@code [IPv6]:port} or {@code :port}. */
    @WithDefault("127.0.0.1:2000")
    List<String> addresses();

    /** Has no effect and is warned of: there is one way to receive. */
    Optional<String> method();

    /** Sockets that share an address by {@code SO_REUSEPORT}, 1 to 64, a thread each; the kernel spreads senders. */
    @WithDefault("1")
    @InRange(min = "1", max = "64")
    int socketsPerAddress();

    /** Socket receive buffer asked for; the kernel grants at most {@code net.core.rmem_max}. */
    @WithDefault("4M")
    @InRange(min = "1K", max = "1G")
    MemorySize socketBuffer();

    /** Most datagrams read between two looks at the age of a block, 1 to 1024. */
    @WithDefault("64")
    @InRange(min = "1", max = "1024")
    int batch();

    /**
     * Longest pause after the socket was read empty. Longer saves processor time and needs a larger socket buffer: it
     * must hold what arrives meanwhile. Cut short by itself where the buffer fills beyond a quarter.
     */
    @WithDefault("5ms")
    @InRange(min = "0s", max = "1s")
    Duration nap();
}
