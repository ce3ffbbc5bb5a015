// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.local.StatusSource;
import io.raygate.local.caller.CallerCheck;
import io.raygate.local.caller.CallerConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.BindException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The port that {@code AWS_ENDPOINT_URL} points to: HTTP/1.1, every request handled on a virtual thread by the first
 * {@link AwsApi} that accepts it. It opens when the application starts and, when it stops, waits for the requests under way.
 */
@Singleton
public final class AwsServer implements StatusSource {

    private static final Logger LOG = Logger.getLogger(AwsServer.class);

    /** Observers of the default priority find the port open at the start, and still open when they stop. */
    private static final int OPEN_FIRST = 1_000;

    private static final int CLOSE_LAST = 10_000;

    private final AwsConfig config;
    private final Vertx vertx;
    private final AwsFront front;
    private volatile @Nullable HttpServer server;

    AwsServer(AwsConfig config, CallerConfig callers, Vertx vertx, @All List<AwsApi> apis) {
        this.config = config;
        this.vertx = vertx;
        this.front = new AwsFront(
                vertx,
                CallerCheck.ofApi(callers.namesWith(config.host())),
                apis,
                new AwsFront.Bounds(
                        config.maxBodySize().asLongValue(),
                        config.maxPendingSize().asLongValue(),
                        config.maxConcurrentRequests()));
    }

    @Produces
    @Singleton
    static AwsAccount account(AwsConfig config) {
        return new AwsAccount(config.region(), config.accountId());
    }

    /** Where the server listens, with the port that it got: the value for {@code AWS_ENDPOINT_URL}. Fails before the start. */
    public URI endpoint() {
        HttpServer running = server;
        if (running == null) {
            throw new IllegalStateException("The AWS port is not open yet.");
        }
        return URI.create("http://" + config.host() + ":" + running.actualPort());
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public Map<String, Object> status() {
        Map<String, Object> status = new HashMap<>(front.status());
        status.put("endpoint", server == null ? "closed" : endpoint().toString());
        status.put("region", config.region());
        status.put("accountId", config.accountId());
        return status;
    }

    void start(@Observes @Priority(OPEN_FIRST) StartupEvent event) throws InterruptedException {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(config.idleTimeout().toMillis()));
        try {
            server = vertx.createHttpServer(options)
                    .requestHandler(front)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ConfigurationException(explain(e));
        }
        LOG.infof("AWS API listens: endpoint=%s, region=%s", endpoint(), config.region());
    }

    void stop(@Observes @Priority(CLOSE_LAST) ShutdownEvent event) throws InterruptedException {
        HttpServer running = server;
        if (running == null) {
            return;
        }
        if (!front.drain(config.stopTimeout().toMillis())) {
            LOG.warnf("AWS API stopped with requests under way: stopTimeout=%s", config.stopTimeout());
        }
        running.close();
        server = null;
    }

    private String explain(Exception failure) {
        String address = config.host() + ":" + config.port();
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof BindException) {
            return "AWS API cannot listen on " + address + ": " + cause.getMessage()
                    + ". Set raygate.local.aws.port (or .host) to a free address.";
        }
        return "AWS API cannot listen on " + address + " (raygate.local.aws.host, raygate.local.aws.port): " + cause;
    }
}
