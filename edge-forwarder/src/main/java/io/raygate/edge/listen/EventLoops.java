// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.listen;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * The threads of all ports, each started when it is first needed. Those of Vert.x would bring its timers and two more
 * threads, which take memory and are woken for nothing.
 */
@Singleton
public class EventLoops {

    /** One for the management port, whose probes no client of another port shall hold up, and one for the others. */
    private static final int THREADS = 2;

    private final EventLoopGroup group = new NioEventLoopGroup(THREADS, new DefaultThreadFactory("listen", true));

    @Produces
    EventLoopGroup group() {
        return group;
    }

    /** Ends the threads, and with them every connection. */
    @PreDestroy
    public void stop() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
