// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.netty.channel.EventLoopGroup;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.edge.listen.ListenLimits;
import io.raygate.edge.listen.Listener;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TCP 2000: answers the {@link Operations} that the forwarder has, and nothing else. The X-Ray daemon forwards any path with
 * the node's credentials; here any other request is a 404.
 *
 * <p>{@link PortConfig} bounds what a {@link Listener} bounds, and each {@link Route} its bodies and answers.
 */
@Singleton
public class PortServer {

    private final EventLoopGroup eventLoops;
    private final PortConfig config;
    private final List<Operations> operations;
    private final PortMetrics metrics;
    private @Nullable Listener listener;

    PortServer(EventLoopGroup eventLoops, PortConfig config, @All List<Operations> operations, PortMetrics metrics) {
        this.eventLoops = eventLoops;
        this.config = config;
        this.operations = List.copyOf(operations);
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent started) {
        try {
            start();
        } catch (IllegalArgumentException e) {
            // Bad configuration: Quarkus then says one line and exits with status 1.
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** After the pipeline, so that what the intake has taken until then is answered. */
    void stop(@Observes @Priority(ObserverMethod.DEFAULT_PRIORITY + 1) ShutdownEvent stopped) {
        stop();
    }

    /** The port, including one that the system chose. */
    public int port() {
        if (listener == null) {
            throw new IllegalStateException("TCP port is not open");
        }
        return listener.port();
    }

    /**
     * Opens all operations and listens.
     *
     * @throws IllegalArgumentException if the configuration cannot be used or the address cannot be bound
     */
    void start() {
        List<Route> routes =
                operations.stream().flatMap(group -> group.open().stream()).toList();
        var limits = new ListenLimits(
                "raygate.proxy",
                config.host(),
                config.port(),
                config.maxHeader(),
                config.requestTimeout(),
                config.idleTimeout(),
                config.maxConnections(),
                ListenLimits.WhenFull.REFUSE_NEW);
        listener = Listener.open(eventLoops, limits, metrics, new Routes(routes, metrics));
    }

    void stop() {
        if (listener != null) {
            listener.close();
        }
        operations.forEach(Operations::close);
    }
}
