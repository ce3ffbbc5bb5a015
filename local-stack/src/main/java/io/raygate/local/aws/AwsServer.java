// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.quarkus.arc.All;
import io.quarkus.netty.MainEventLoopGroup;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.raygate.local.StatusSource;
import io.raygate.local.caller.CallerCheck;
import io.raygate.local.caller.CallerConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
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
    private final EventLoopGroup eventLoops;
    private final AwsFront front;
    private final ChannelGroup connections;
    private final LongAdder refusedConnections = new LongAdder();
    private volatile @Nullable Channel server;

    AwsServer(
            AwsConfig config,
            CallerConfig callers,
            @MainEventLoopGroup EventLoopGroup eventLoops,
            @All List<AwsApi> apis) {
        this.config = config;
        this.eventLoops = eventLoops;
        this.connections = new DefaultChannelGroup(eventLoops.next());
        this.front = new AwsFront(
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
        Channel running = server;
        if (running == null) {
            throw new IllegalStateException("The AWS port is not open yet.");
        }
        return URI.create("http://" + config.host() + ":" + ((InetSocketAddress) running.localAddress()).getPort());
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public Map<String, Object> status() {
        Map<String, Object> status = new HashMap<>(front.status());
        status.put("endpoint", server == null ? "closed" : endpoint().toString());
        status.put("connections", connections.size());
        status.put("refusedConnections", refusedConnections.sum());
        status.put("region", config.region());
        status.put("accountId", config.accountId());
        return status;
    }

    void start(@Observes @Priority(OPEN_FIRST) StartupEvent event) throws InterruptedException {
        ChannelFuture bound = new ServerBootstrap()
                .group(eventLoops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new Door())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new Pipeline())
                .bind(config.host(), config.port())
                .await();
        if (!bound.isSuccess()) {
            throw new ConfigurationException(explain(bound.cause()));
        }
        server = bound.channel();
        LOG.infof("AWS API listens: endpoint=%s, region=%s", endpoint(), config.region());
    }

    void stop(@Observes @Priority(CLOSE_LAST) ShutdownEvent event) throws InterruptedException {
        Channel running = server;
        if (running == null) {
            return;
        }
        if (!front.drain(config.stopTimeout().toMillis())) {
            LOG.warnf("AWS API stopped with requests under way: stopTimeout=%s", config.stopTimeout());
        }
        running.close().await();
        connections.close().await();
        server = null;
    }

    private String explain(Throwable cause) {
        String address = config.host() + ":" + config.port();
        if (cause instanceof BindException) {
            return "AWS API cannot listen on " + address + ": " + cause.getMessage()
                    + ". Set raygate.local.aws.port (or .host) to a free address.";
        }
        return "AWS API cannot listen on " + address + " (raygate.local.aws.host, raygate.local.aws.port): " + cause;
    }

    /** Holds the connections to their number. */
    private final class Door extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            Channel connection = (Channel) accepted;
            if (connections.size() >= config.maxConnections()) {
                refusedConnections.increment(); // first, so that who sees the end also sees the count
                connection.unsafe().closeForcibly();
                return;
            }
            connections.add(connection);
            context.fireChannelRead(connection);
        }
    }

    private final class Pipeline extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel connection) {
            connection
                    .pipeline()
                    .addLast(new HttpServerCodec())
                    .addLast(new FlowControlHandler())
                    .addLast(new AwsConnection(front, config.idleTimeout()));
        }
    }
}
