// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.InRange;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a client of a port that speaks HTTP/2 may cost, beside what {@link ListenLimits} bound. */
@ConfigMapping(prefix = "raygate.http2")
public interface Http2Config {

    /** Requests of one connection at once; the client is told, and one more is refused as not begun. */
    @WithDefault("100")
    @InRange(min = "1", max = "1000")
    int maxStreams();

    /** Bytes of bodies that a connection, and a request, may send before the forwarder has read them. */
    @WithDefault("1M")
    @InRange(min = "64K", max = "16M")
    MemorySize window();

    /** Bytes of the heads of all requests of a port at once; a request beyond that is refused as not begun. */
    @WithDefault("4M")
    @InRange(min = "64K", max = "1G")
    MemorySize maxHeads();

    /**
     * Frames of a connection that bring no request forward, in ten seconds and beyond 16 for each answered request; one
     * more closes the connection.
     */
    @WithDefault("1000")
    @InRange(min = "100", max = "1000000")
    int maxIdleFrames();
}
