// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.manage;

import io.netty.channel.EventLoopGroup;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.edge.listen.ListenLimits;
import io.raygate.edge.listen.Listener;
import io.raygate.edge.manage.ManagementService.Pages;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves health and metrics from a {@link Listener} instead of Quarkus' management server. That one takes any number of
 * connections and of pipelined requests, of which 120,000 fill a heap of 64 MiB, speaks HTTP/2, and has one deadline, which
 * each byte moves. Whoever reaches the port must not be able to restart the process by keeping its probes out, so the oldest
 * connection makes room for a new one.
 */
@Singleton
public class ManagementServer {

    private static final Logger LOG = Logger.getLogger(ManagementServer.class);

    /** After all else, so that the last scrape sees the books closed. */
    private static final int LAST = ObserverMethod.DEFAULT_PRIORITY + 1_000;

    private final EventLoopGroup eventLoops;
    private final ManagementConfig config;
    private final Pages pages;
    private final ManagementMetrics metrics;
    private @Nullable Listener listener;

    ManagementServer(EventLoopGroup eventLoops, ManagementConfig config, Pages pages, ManagementMetrics metrics) {
        this.eventLoops = eventLoops;
        this.config = config;
        this.pages = pages;
        this.metrics = metrics;
    }

    void start(@Observes @Priority(LAST) StartupEvent started) {
        try {
            start();
        } catch (IllegalArgumentException e) {
            // Bad configuration: Quarkus then says one line and exits with status 1.
            throw new ConfigurationException(e.getMessage());
        }
        LOG.infof("Management: address=%s:%d", config.host(), port());
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent stopped) {
        stop();
    }

    /** The port, including one that the system chose. */
    public int port() {
        if (listener == null) {
            throw new IllegalStateException("The management port is not open");
        }
        return listener.port();
    }

    /**
     * Listens.
     *
     * @throws IllegalArgumentException if the address cannot be bound
     */
    void start() {
        var limits = new ListenLimits(
                "raygate.management",
                config.host(),
                config.port(),
                config.maxHeader(),
                config.requestTimeout(),
                config.idleTimeout(),
                config.maxConnections(),
                ListenLimits.WhenFull.CLOSE_OLDEST);
        var service = new ManagementService(
                pages, new Scrapes(config.scrapePause()), new ManagementGuard(config.host()), metrics);
        listener = Listener.open(eventLoops, limits, metrics, service);
    }

    void stop() {
        if (listener != null) {
            listener.close();
        }
    }
}
