// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.edge.listen.Http2Config;
import io.raygate.edge.spans.UnsampledSpans;
import java.math.BigInteger;
import java.time.Duration;

/** A configuration for tests: ports that the system chooses, small limits. */
record FixedOtlpConfig(int maxRequestBytes, int maxPendingBytes, int maxSpans, Duration requestTimeout)
        implements OtlpConfig, Http2Config {

    static final int MAX_REQUEST = 256 * 1024;

    static FixedOtlpConfig usual() {
        return new FixedOtlpConfig(MAX_REQUEST, 4 * MAX_REQUEST, 1_000, Duration.ofSeconds(60));
    }

    FixedOtlpConfig withMaxPending(int bytes) {
        return new FixedOtlpConfig(maxRequestBytes, bytes, maxSpans, requestTimeout);
    }

    @Override
    public UnsampledSpans unsampled() {
        return UnsampledSpans.DROP;
    }

    @Override
    public Http http() {
        return new Port();
    }

    @Override
    public Grpc grpc() {
        return new Port();
    }

    @Override
    public MemorySize maxRequest() {
        return size(maxRequestBytes);
    }

    @Override
    public MemorySize maxPending() {
        return size(maxPendingBytes);
    }

    @Override
    public MemorySize maxHeader() {
        return size(16 * 1024);
    }

    @Override
    public Duration idleTimeout() {
        return Duration.ofSeconds(60);
    }

    @Override
    public int maxConnections() {
        return 100;
    }

    @Override
    public int maxStreams() {
        return 100;
    }

    @Override
    public MemorySize window() {
        return size(1 << 20);
    }

    @Override
    public MemorySize maxHeads() {
        return size(1 << 20);
    }

    @Override
    public int maxIdleFrames() {
        return 1_000;
    }

    private static MemorySize size(int bytes) {
        return new MemorySize(BigInteger.valueOf(bytes));
    }

    private record Port() implements Http, Grpc {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int port() {
            return 0;
        }
    }
}
