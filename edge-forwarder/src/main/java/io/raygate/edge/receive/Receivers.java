// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spans.UnsampledSpans;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** The sockets of this process, one thread each. */
@Singleton
public class Receivers {

    private static final Logger LOG = Logger.getLogger(Receivers.class);

    private final ReceiveConfig config;
    private final Ledger ledger;
    private final SocketWatch watch;
    private final List<DatagramReceiver> receivers = new ArrayList<>();

    /** Set once, since health is asked for by others. */
    private volatile List<Thread> threads = List.of();

    private volatile boolean isLeaving;

    Receivers(ReceiveConfig config, Ledger ledger, SocketWatch watch) {
        this.config = config;
        this.ledger = ledger;
        this.watch = watch;
    }

    /**
     * Binds every address, or goes on with what {@code main} has bound. Datagrams gather in memory, as far as there is
     * room, or in the socket buffers until {@link #start}.
     *
     * @param handlers asked once for each socket
     * @param unsampled what becomes of spans that come in datagrams and were not sampled
     * @throws IllegalArgumentException where an address cannot be read
     * @throws UncheckedIOException where an address cannot be bound
     */
    public void open(Supplier<DocumentHandler> handlers, UnsampledSpans unsampled) {
        int batch = config.batch();
        config.method()
                .ifPresent(method -> LOG.warnf(
                        "raygate.receive.method=%s has no effect: the forwarder always reads through DatagramChannel;"
                                + " remove the key",
                        method));
        Listening listening = Listening.of(config);
        for (DatagramReceiver.Source source : sources(listening)) {
            watch.add(source.socket(), listening.bufferBytes());
            Nap nap = new Nap(config.nap().toNanos(), source.socket().grantedBytes());
            DatagramDocuments documents = new DatagramDocuments(handlers.get(), ledger, unsampled);
            receivers.add(new DatagramReceiver(source, batch, documents, nap, watch::lookSoon));
        }
    }

    /** Starts to read. */
    public void start() {
        Thread.Builder builder = Thread.ofPlatform().daemon().name("receive-", 0);
        threads = receivers.stream().map(builder::start).toList();
        watch.lookSoon();
    }

    /** Receives on for {@code raygate.receive.stop-delay}, but {@link #isLeaving}. */
    public void leave() throws InterruptedException {
        isLeaving = !config.stopDelay().isZero();
        Thread.sleep(config.stopDelay());
    }

    /** True from the order to stop, where senders are given time to find another forwarder. */
    public boolean isLeaving() {
        return isLeaving;
    }

    /** How long {@link #leave} takes. */
    public Duration stopDelay() {
        return config.stopDelay();
    }

    /** Reads what the kernel has already taken, hands it over, and closes the sockets. */
    public void stop() throws InterruptedException {
        watch.look(); // while the sockets are open: the kernel forgets what it has dropped for one that is closed
        receivers.forEach(DatagramReceiver::stop);
        for (Thread thread : threads) {
            thread.join();
        }
        watch.stop();
    }

    /** True while every socket is open and read, which is from {@link #start} on. */
    public boolean areOpen() {
        return !threads.isEmpty()
                && receivers.stream().allMatch(DatagramReceiver::isOpen)
                && threads.stream().allMatch(Thread::isAlive);
    }

    /** Where the sockets are bound, ports included that the system chose. */
    public List<InetSocketAddress> localAddresses() {
        return receivers.stream()
                .map(receiver -> receiver.socket().localAddress())
                .distinct()
                .toList();
    }

    /** The sockets that {@code main} has bound, where they are the configured ones; else new ones. */
    private List<DatagramReceiver.Source> sources(Listening wanted) {
        Optional<EarlySockets> early = EarlySockets.take();
        if (early.isEmpty()) {
            return wanted.open().stream()
                    .map(socket -> new DatagramReceiver.Source(socket, HeldDatagrams::none))
                    .toList();
        }
        if (early.get().listening().equals(wanted)) {
            return early.get().sources();
        }
        LOG.warnf(
                "The sockets are bound again: the configuration says %s, and the part of it that is read first said %s;"
                        + " give raygate.receive.* as system properties or environment variables",
                wanted, early.get().listening());
        return bindAgain(early.get(), wanted);
    }

    /** What the first sockets have received is kept, and handled before what the new ones receive. */
    private List<DatagramReceiver.Source> bindAgain(EarlySockets first, Listening wanted) {
        HeldDatagrams held = first.close();
        try {
            List<UdpSocket> sockets = wanted.open();
            ledger.lose(DropReason.SHUTDOWN, held.dropped());
            return IntStream.range(0, sockets.size())
                    .mapToObj(
                            i -> new DatagramReceiver.Source(sockets.get(i), i == 0 ? () -> held : HeldDatagrams::none))
                    .toList();
        } catch (UncheckedIOException e) {
            first.giveBack(held);
            throw e;
        }
    }
}
