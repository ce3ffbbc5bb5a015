// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** A configuration for tests: any port, small limits. */
record FixedPortConfig(Duration requestTimeout, Duration idleTimeout, int maxConnections) implements PortConfig {

    static final int MAX_BODY = 64 * 1024;
    static final int MAX_PENDING = 4 * MAX_BODY;
    /** More than the buffers of two sockets hold. */
    static final int MAX_UNREAD = 12 * 1024 * 1024;

    static final int MAX_HEADER = 8 * 1024;

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public MemorySize maxBody() {
        return new MemorySize(BigInteger.valueOf(MAX_BODY));
    }

    @Override
    public MemorySize maxPending() {
        return new MemorySize(BigInteger.valueOf(MAX_PENDING));
    }

    @Override
    public MemorySize maxUnread() {
        return new MemorySize(BigInteger.valueOf(MAX_UNREAD));
    }

    @Override
    public MemorySize maxHeader() {
        return new MemorySize(BigInteger.valueOf(MAX_HEADER));
    }
}
