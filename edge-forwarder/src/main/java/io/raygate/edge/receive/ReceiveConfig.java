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

    /** Defaults of what {@link EarlyKeys} reads before this interface has an implementation. */
    String ADDRESSES = "127.0.0.1:2000";

    /** Default of {@link #socketsPerAddress}. */
    String SOCKETS = "1";

    /** Default of {@link #socketBuffer}. */
    String SOCKET_BUFFER = "4M";

    /** Default of {@link #startMemory}. */
    String START_MEMORY = "8M";

    /** UDP addresses to listen on: {@code host:port}, {@code [IPv6]:port} or {@code :port}. */
    @WithDefault(ADDRESSES)
    List<String> addresses();

    /** Has no effect and is warned of: there is one way to receive. */
    Optional<String> method();

    /** Sockets that share an address by {@code SO_REUSEPORT}, 1 to 64, a thread each; the kernel spreads senders. */
    @WithDefault(SOCKETS)
    @InRange(min = "1", max = "64")
    int socketsPerAddress();

    /** Socket receive buffer asked for; the kernel grants at most {@code net.core.rmem_max}. */
    @WithDefault(SOCKET_BUFFER)
    @InRange(min = "1K", max = "1G")
    MemorySize socketBuffer();

    /**
     * Memory for the datagrams that all sockets together receive while the rest of the forwarder starts, a quarter of the
     * heap at most; what does not fit waits in the sockets' buffers.
     */
    @WithDefault(START_MEMORY)
    @InRange(min = "128K", max = "64M")
    MemorySize startMemory();

    /** Most datagrams read between two looks at the age of a block, 1 to 1024. */
    @WithDefault("64")
    @InRange(min = "1", max = "1024")
    int batch();

    /**
     * Longest pause after the socket was read empty, while so many datagrams come that a pause saves processor time.
     * Longer saves more and needs a larger socket buffer, which must hold what arrives meanwhile: a small buffer or a
     * high rate shortens the pause. 0 reads each datagram as it comes.
     */
    @WithDefault("5ms")
    @InRange(min = "0s", max = "1s")
    Duration nap();

    /**
     * Time after the order to stop in which datagrams are still received although the forwarder is not ready, so that a
     * Service turns to another pod before this one closes its sockets. It comes before {@code raygate.publish.drain-timeout}.
     */
    @WithDefault("0s")
    @InRange(min = "0s", max = "5m")
    Duration stopDelay();
}
