// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.raygate.edge.observe.LossNotices;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells what the kernel grants our sockets and what it drops for them: datagrams that came while a socket's buffer was
 * full, which no read ever sees. Looks within a second after a receiver has found its buffer so full that some may have
 * been dropped; the counter lags by that much. Where the system does not tell, the counter is absent and the log says so
 * once.
 */
@Singleton
class SocketWatch {

    private static final Logger LOG = Logger.getLogger(SocketWatch.class);
    private static final long LOOK_AFTER_MILLIS = 1_000;

    private final MeterRegistry registry;
    private final KernelSockets kernel;
    private final LossNotices notices = new LossNotices(System::nanoTime);
    private final List<KernelDrops> drops = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("socket-watch").factory());
    private final AtomicBoolean asked = new AtomicBoolean();
    private boolean hasToldOfSmallBuffer;
    private boolean hasToldOfSilence;

    @Inject
    SocketWatch(MeterRegistry registry) {
        this(registry, new KernelSockets(Path.of("/proc/net")));
    }

    SocketWatch(MeterRegistry registry, KernelSockets kernel) {
        this.registry = registry;
        this.kernel = kernel;
        timer.setKeepAliveTime(LOOK_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true); // no thread while nobody asks
    }

    /** Registers the meters of a socket. */
    void add(UdpSocket socket, long askedBytes) {
        Tags tags = Tags.of("address", socket.address().toString(), "socket", Integer.toString(socket.ordinal()));
        Gauge.builder("raygate.receive.socket.buffer.bytes", socket::grantedBytes)
                .description("Receive buffer which the kernel granted")
                .tags(tags)
                .register(registry);
        LOG.infof(
                "Listening on UDP %s: socketBufferAsked=%d, socketBufferGranted=%d",
                socket.address(), askedBytes, socket.grantedBytes());
        warnOfSmallBuffer(askedBytes, socket.grantedBytes());
        inode(socket).ifPresentOrElse(inode -> countDrops(inode, socket, tags), this::tellOfSilence);
    }

    private OptionalLong inode(UdpSocket socket) {
        try {
            return SocketDescriptors.ofThisProcess(kernel).inode(socket);
        } catch (IOException e) {
            LOG.debugf(e, "The inode of a socket is not readable");
            return OptionalLong.empty();
        }
    }

    /** Looks within a second; asked again before that, it looks once. Costs nothing where nobody asks. */
    void lookSoon() {
        if (asked.compareAndSet(false, true)) {
            try {
                var _ = timer.schedule(this::look, LOOK_AFTER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException _) {
                // stopped: the last look sees it
            }
        }
    }

    /** Looks once more, then no more. */
    void stop() {
        timer.shutdownNow();
        look();
    }

    /** Reads the kernel's counters now. */
    synchronized void look() {
        asked.set(false);
        try {
            List<KernelSockets.Entry> sockets = kernel.list();
            for (KernelDrops socket : drops) {
                socket.update(sockets);
                notices.tell(
                        "Datagrams dropped by the kernel, its socket buffer was full",
                        "address=" + socket.name(),
                        socket.total());
            }
        } catch (IOException e) {
            tellOfSilence();
            LOG.debugf(e, "Kernel drops are not readable");
        }
    }

    private void countDrops(long inode, UdpSocket socket, Tags tags) {
        KernelDrops counter = new KernelDrops(inode, socket.address() + "#" + socket.ordinal());
        drops.add(counter);
        FunctionCounter.builder("raygate.kernel.dropped.datagrams", counter, KernelDrops::total)
                .description("Datagrams which the kernel dropped because the receive buffer of the socket was full")
                .tags(tags)
                .register(registry);
    }

    private void warnOfSmallBuffer(long askedBytes, long grantedBytes) {
        if (grantedBytes < askedBytes && !hasToldOfSmallBuffer) {
            hasToldOfSmallBuffer = true;
            LOG.warnf(
                    "Small socket buffer: asked=%d, granted=%d; raise net.core.rmem_max to %d on the node, or bursts"
                            + " are dropped",
                    askedBytes, grantedBytes, askedBytes);
        }
    }

    private void tellOfSilence() {
        if (!hasToldOfSilence) {
            hasToldOfSilence = true;
            LOG.info("Kernel drops are not counted: this system does not tell them in /proc/net/udp");
        }
    }
}
