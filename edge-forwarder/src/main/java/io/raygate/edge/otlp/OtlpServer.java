// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.edge.listen.Http2Config;
import io.raygate.edge.listen.ListenLimits;
import io.raygate.edge.listen.Listener;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** TCP 4317 and 4318: listens for OpenTelemetry spans, by gRPC and by HTTP. */
@Singleton
public class OtlpServer {

    private final EventLoopGroup eventLoops;
    private final OtlpConfig config;
    private final Http2Config http2;
    private final SpanIntake intake;
    private final MeterRegistry registry;
    private final List<Listener> listeners = new ArrayList<>();
    private int httpPort;
    private int grpcPort;
    private volatile boolean open;

    OtlpServer(
            EventLoopGroup eventLoops,
            OtlpConfig config,
            Http2Config http2,
            SpanIntake intake,
            MeterRegistry registry) {
        this.eventLoops = eventLoops;
        this.config = config;
        this.http2 = http2;
        this.intake = intake;
        this.registry = registry;
    }

    void start(@Observes StartupEvent started) {
        try {
            start();
        } catch (IllegalArgumentException e) {
            // Bad configuration: Quarkus then says one line and exits with status 1.
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** Before the pipeline, so that clients turn to another forwarder while this one still takes what they send. */
    void leave(@Observes @Priority(ObserverMethod.DEFAULT_PRIORITY - 1) ShutdownEvent stopped) {
        listeners.forEach(Listener::drain);
    }

    /** After the pipeline, so that what was taken until then is answered. */
    void stop(@Observes @Priority(ObserverMethod.DEFAULT_PRIORITY + 1) ShutdownEvent stopped) {
        stop();
    }

    /** True once every port that is enabled is bound. */
    public boolean isOpen() {
        return open;
    }

    /** The port of OTLP over HTTP, including one that the system chose. */
    public int httpPort() {
        return httpPort;
    }

    /** The port of OTLP over gRPC, including one that the system chose. */
    public int grpcPort() {
        return grpcPort;
    }

    /**
     * Listens on the ports that are enabled.
     *
     * @throws IllegalArgumentException if an address cannot be bound
     */
    void start() {
        if (intake.isEnabled()) {
            OtlpMetrics.watch(registry, intake.pendingBytes());
        }
        if (config.http().enabled()) {
            httpPort = listen("http", config.http().host(), config.http().port());
        }
        if (config.grpc().enabled()) {
            grpcPort = listen("grpc", config.grpc().host(), config.grpc().port());
        }
        open = true;
    }

    void stop() {
        listeners.forEach(Listener::close);
    }

    private int listen(String name, String host, int port) {
        var limits = new ListenLimits(
                "raygate.otlp." + name,
                host,
                port,
                config.maxHeader(),
                config.requestTimeout(),
                config.idleTimeout(),
                config.maxConnections(),
                ListenLimits.WhenFull.REFUSE_NEW);
        OtlpMetrics metrics = new OtlpMetrics(registry, name);
        Listener listener = Listener.open(eventLoops, limits, http2, metrics, new OtlpService(intake, metrics));
        listeners.add(listener);
        return listener.port();
    }
}
