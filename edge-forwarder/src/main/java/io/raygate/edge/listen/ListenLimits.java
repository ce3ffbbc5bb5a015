// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.quarkus.runtime.configuration.MemorySize;
import java.time.Duration;

/**
 * Where a server listens, and what a client may cost.
 *
 * @param keys of the configuration, {@code raygate.proxy} say, for messages
 * @param port 0 lets the system choose
 * @param maxHeader of a request; a larger one is answered with 431
 * @param requestTimeout from the first byte of a connection, or the head of a later request, to the last byte of the answer
 * @param idleTimeout until a kept connection must have brought the head of its next request
 * @param maxConnections at once
 * @param whenFull what becomes of one more
 */
public record ListenLimits(
        String keys,
        String host,
        int port,
        MemorySize maxHeader,
        Duration requestTimeout,
        Duration idleTimeout,
        int maxConnections,
        WhenFull whenFull) {

    /** What becomes of a connection more than there may be. */
    public enum WhenFull {
        /** It is closed as soon as it is accepted. */
        REFUSE_NEW,
        /** The oldest one is closed for it, whatever it does. */
        CLOSE_OLDEST
    }
}
