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
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.raygate.edge.observe.LossNotices;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Serves HTTP/1.1 in clear text on one port. {@link ListenLimits} bound what clients can cost: the number of connections,
 * checked before a connection gets a pipeline; the size of a header section; and the time of a whole request. All
 * connections share one event loop. HTTP/2 is not supported: no client of ours needs it, and it is the larger attack surface.
 */
public final class Listener implements AutoCloseable {

    private final EventLoop eventLoop;
    private final ListenLimits limits;
    private final ListenBooks books;
    private final Service service;
    private final FailureLog failures;

    /** In the order in which they were accepted. Confined to the event loop. */
    private final Set<Channel> connections = new LinkedHashSet<>();

    private volatile int open;
    private final Channel server;

    private Listener(EventLoop eventLoop, ListenLimits limits, ListenBooks books, Service service) {
        this.eventLoop = eventLoop;
        this.limits = limits;
        this.books = books;
        this.service = service;
        this.failures = new FailureLog(limits.keys());
        this.server = bind();
    }

    /**
     * Listens.
     *
     * @throws IllegalArgumentException if the address cannot be bound
     */
    public static Listener open(EventLoopGroup eventLoops, ListenLimits limits, ListenBooks books, Service service) {
        var listener = new Listener(eventLoops.next(), limits, books, service);
        books.watchConnections(() -> listener.open);
        return listener;
    }

    /** The port, including one that the system chose. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Closes the port and all connections. */
    @Override
    public void close() {
        server.close().syncUninterruptibly();
        eventLoop.submit(this::closeConnections).syncUninterruptibly();
    }

    private Channel bind() {
        // Unpooled: a connection holds what its request needs and nothing after that.
        var bind = new ServerBootstrap()
                .group(eventLoop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new Door())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOCATOR, new UnpooledByteBufAllocator(false))
                .childHandler(new Pipeline())
                .bind(limits.host(), limits.port())
                .awaitUninterruptibly();
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
                connection.unsafe().closeForcibly();
                books.connectionRefused();
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

    private final class Pipeline extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel connection) {
            var decoder = new HttpDecoderConfig()
                    .setMaxHeaderSize((int) limits.maxHeader().asLongValue());
            connection
                    .pipeline()
                    .addLast(new HttpServerCodec(decoder))
                    .addLast(new FlowControlHandler())
                    .addLast(new Conversation(limits, books, service, failures));
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
