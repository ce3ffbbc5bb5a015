// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.raygate.edge.body.PendingBytes;
import io.raygate.edge.listen.Http2.Shared;
import io.raygate.edge.observe.LossNotices;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves HTTP/1.1 in clear text on one port, and HTTP/2 with prior knowledge where a client of the port needs it, since it
 * is the larger attack surface. {@link ListenLimits} bound what clients can cost: the number of connections, checked before
 * a connection gets a pipeline; the size of a header section; and the time of a whole request. {@link Http2Config} bounds
 * what HTTP/2 adds. All connections share one event loop.
 */
public final class Listener implements AutoCloseable {

    private final EventLoop eventLoop;
    private final ListenLimits limits;
    private final ListenBooks books;
    private final Service service;
    private final FailureLog failures;
    private final @Nullable Shared http2;

    /** In the order in which they were accepted. Confined to the event loop. */
    private final Set<Channel> connections = new LinkedHashSet<>();

    private volatile int open;
    private final Channel server;

    private Listener(
            EventLoop eventLoop, ListenLimits limits, @Nullable Http2Config http2, ListenBooks books, Service service) {
        this.eventLoop = eventLoop;
        this.limits = limits;
        this.books = books;
        this.service = service;
        this.failures = new FailureLog(limits.keys());
        this.http2 = http2 == null
                ? null
                : new Shared(limits, http2, new PendingBytes(http2.maxHeads().asLongValue()), books, service, failures);
        this.server = bind();
    }

    /**
     * Listens.
     *
     * @throws IllegalArgumentException if the address cannot be bound
     */
    public static Listener open(EventLoopGroup eventLoops, ListenLimits limits, ListenBooks books, Service service) {
        return open(new Listener(eventLoops.next(), limits, null, books, service));
    }

    /**
     * Listens for HTTP/2 beside HTTP/1.
     *
     * @throws IllegalArgumentException if the address cannot be bound
     */
    public static Listener open(
            EventLoopGroup eventLoops, ListenLimits limits, Http2Config http2, ListenBooks books, Service service) {
        return open(new Listener(eventLoops.next(), limits, http2, books, service));
    }

    private static Listener open(Listener listener) {
        listener.books.watchConnections(() -> listener.open);
        return listener;
    }

    /** The port, including one that the system chose. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /**
     * Asks clients to send their next requests elsewhere: HTTP/2 is told so at once, HTTP/1 with the next response. What
     * was begun is answered. New connections are still taken, since they may come before others know better.
     */
    public void drain() {
        eventLoop.execute(() -> {
            for (Channel connection : List.copyOf(connections)) {
                connection.pipeline().fireUserEventTriggered(Leave.SOON);
            }
        });
    }

    /** Bytes of the heads of requests of HTTP/2 that are under way. */
    long heldHeadBytes() {
        return http2 == null ? 0 : http2.heads().held();
    }

    /** Closes the port and all connections. */
    @Override
    public void close() {
        server.close().syncUninterruptibly();
        eventLoop.submit(this::closeConnections).syncUninterruptibly();
    }

    private Channel bind() {
        var server = new ServerBootstrap()
                .group(eventLoop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new Door())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false))
                .childHandler(new Pipeline());
        if (http2 != null) {
            Http2.configure(server);
        }
        var bind = server.bind(limits.host(), limits.port()).awaitUninterruptibly();
        if (!bind.isSuccess()) {
            throw new IllegalArgumentException(
                    limits.keys() + ".host=" + limits.host() + ", " + limits.keys() + ".port=" + limits.port()
                            + ": cannot listen there: " + bind.cause().getMessage()
                            + "; stop what listens there, or choose another port",
                    bind.cause());
        }
        return bind.channel();
    }

    private void closeConnections() {
        for (Channel connection : List.copyOf(connections)) {
            var _ = connection.close();
        }
    }

    private boolean makeRoom() {
        return switch (limits.whenFull()) {
            case REFUSE_NEW -> false;
            case CLOSE_OLDEST -> {
                // A probe is among the youngest, whatever the others do: stay silent, trickle a body or read no answer.
                var _ = connections.iterator().next().close();
                books.connectionRefused();
                yield true;
            }
        };
    }

    private void count() {
        open = connections.size();
    }

    /** Holds the connections to their number. */
    private final class Door extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            Channel connection = (Channel) accepted;
            if (connections.size() >= limits.maxConnections() && !makeRoom()) {
                books.connectionRefused(); // first, so that who sees the end also sees the count
                connection.unsafe().closeForcibly();
                return;
            }
            connections.add(connection);
            count();
            connection.closeFuture().addListener(_ -> {
                connections.remove(connection);
                count();
            });
            context.fireChannelRead(connection);
        }
    }

    /** What a connection is told when the port is about to close. */
    enum Leave {
        SOON
    }

    private final class Pipeline extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel connection) {
            if (http2 == null) {
                addHttp1(connection.pipeline());
                return;
            }
            connection
                    .pipeline()
                    .addLast(new Preface(
                            limits.requestTimeout(),
                            books,
                            this::addHttp1,
                            pipeline -> pipeline.addLast(Http2.conversation(http2))));
        }

        private void addHttp1(ChannelPipeline pipeline) {
            var decoder = new HttpDecoderConfig()
                    .setMaxHeaderSize((int) limits.maxHeader().asLongValue());
            pipeline.addLast(new HttpServerCodec(decoder))
                    .addLast(new FlowControlHandler())
                    .addLast(new Http1Conversation(limits, books, service, failures));
        }
    }

    /**
     * Reports bugs that requests meet: the first of each kind with its stack trace, later ones as one line a minute, since
     * whoever can trigger a bug must not be able to fill the log. Confined to the event loop.
     */
    static final class FailureLog {

        private static final Logger LOG = Logger.getLogger(FailureLog.class);

        private final String keys;
        private final LossNotices notices = new LossNotices(System::nanoTime);
        private final Map<String, Long> failures = new HashMap<>();

        /** @param keys prefix of the port's configuration keys, which names the port */
        FailureLog(String keys) {
            this.keys = keys;
        }

        void add(Throwable bug) {
            String kind = bug.getClass().getName();
            long count = failures.merge(kind, 1L, Long::sum);
            if (count == 1) {
                LOG.errorf(bug, "A request failed: port=%s", keys);
            } else {
                notices.tell("Requests failed", "port=" + keys + ", failure=" + kind, count - 1);
            }
        }
    }
}
