// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.configuration.AtLeast;
import io.raygate.configuration.InRange;
import io.raygate.edge.spans.UnsampledSpans;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where OpenTelemetry spans are taken, and what their senders may cost. */
@ConfigMapping(prefix = "raygate.otlp")
public interface OtlpConfig {

    /** What becomes of spans in datagrams whose trace was not sampled. */
    @WithDefault("drop")
    UnsampledSpans unsampled();

    /** OTLP over HTTP. */
    Http http();

    /** OTLP over gRPC. */
    Grpc grpc();

    /** Largest request, compressed and decompressed; a larger one is refused, and its client does not try again. */
    @WithDefault("8M")
    @InRange(min = "1K", max = "64M")
    MemorySize maxRequest();

    /** Bytes of all requests that are being read or wait for their turn; the client of one more tries again later. */
    @WithDefault("16M")
    @InRange(min = "1K", max = "1G")
    @AtLeast("max-request")
    MemorySize maxPending();

    /** Most spans of one document; a request of more is carried in several. The gateway takes so many by default. */
    @WithDefault("10000")
    @InRange(min = "1", max = "1000000")
    int maxSpans();

    /** Largest header section of a request. */
    @WithDefault("16K")
    @InRange(min = "1K", max = "1M")
    MemorySize maxHeader();

    /** Time from the first byte of a connection, or the head of a later request, to the last byte of the answer. */
    @WithDefault("10s")
    @InRange(min = "1ms", max = "1h")
    Duration requestTimeout();

    /** Time until a kept connection must have brought the head of its next request. */
    @WithDefault("5m")
    @InRange(min = "1ms", max = "1h")
    Duration idleTimeout();

    /** Connections at once on each of the two ports; one more is closed as soon as it is accepted. */
    @WithDefault("1024")
    @InRange(min = "1", max = "65536")
    int maxConnections();

    /** OTLP over HTTP. */
    interface Http {

        /** Whether the port is opened. */
        @WithDefault("true")
        boolean enabled();

        /** Address to listen on. */
        @WithDefault("127.0.0.1")
        String host();

        /** Port to listen on; 0 lets the system choose. */
        @WithDefault("4318")
        @InRange(min = "0", max = "65535")
        int port();
    }

    /** OTLP over gRPC. */
    interface Grpc {

        /** Whether the port is opened. */
        @WithDefault("true")
        boolean enabled();

        /** Address to listen on. */
        @WithDefault("127.0.0.1")
        String host();

        /** Port to listen on; 0 lets the system choose. */
        @WithDefault("4317")
        @InRange(min = "0", max = "65535")
        int port();
    }
}
