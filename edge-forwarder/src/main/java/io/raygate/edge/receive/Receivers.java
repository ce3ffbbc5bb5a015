// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.raygate.edge.observe.Ledger;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The sockets of this process, one thread each. */
@Singleton
public class Receivers {

    private static final Logger LOG = Logger.getLogger(Receivers.class);

    private final ReceiveConfig config;
    private final Ledger ledger;
    private final SocketWatch watch;
    private final List<DatagramReceiver> receivers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Receivers(ReceiveConfig config, Ledger ledger, SocketWatch watch) {
        this.config = config;
        this.ledger = ledger;
        this.watch = watch;
    }

    /**
     * Binds every address. From here on datagrams gather in the socket buffers.
     *
     * @param handlers asked once for each socket
     * @throws IllegalArgumentException where an address cannot be read
     * @throws java.io.UncheckedIOException where an address cannot be bound
     */
    public void open(Supplier<DocumentHandler> handlers) {
        int batch = config.batch();
        config.method()
                .ifPresent(method -> LOG.warnf(
                        "raygate.receive.method=%s has no effect: the forwarder always reads through DatagramChannel;"
                                + " remove the key",
                        method));
        for (UdpSocket socket : openSockets()) {
            watch.add(socket, config.socketBuffer().asLongValue());
            Nap nap = new Nap(config.nap().toNanos(), socket.grantedBytes());
            receivers.add(new DatagramReceiver(socket, batch, handlers.get(), ledger, nap));
        }
    }

    /** Starts to read. */
    public void start() {
        Thread.Builder builder = Thread.ofPlatform().daemon().name("receive-", 0);
        receivers.forEach(receiver -> threads.add(builder.start(receiver)));
        watch.start();
    }

    /** Reads what the kernel has already taken, hands it over, and closes the sockets. */
    public void stop() throws InterruptedException {
        watch.stop();
        receivers.forEach(DatagramReceiver::stop);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** True while every socket is open and read. */
    public boolean areOpen() {
        return !receivers.isEmpty()
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

    private List<UdpSocket> openSockets() {
        int perAddress = config.socketsPerAddress();
        UdpSocket.SocketOptions options = new UdpSocket.SocketOptions(
                Math.toIntExact(config.socketBuffer().asLongValue()), perAddress > 1);
        List<UdpSocket> sockets = new ArrayList<>();
        Set<Long> inodes = new HashSet<>();
        for (String text : config.addresses()) {
            ListenAddress address = ListenAddress.parse(text);
            for (int ordinal = 0; ordinal < perAddress; ordinal++) {
                UdpSocket socket = UdpSocket.open(address, ordinal, options, inodes);
                socket.inode().ifPresent(inodes::add);
                sockets.add(socket);
                address = socket.address(); // the others share the port that the system chose for the first
            }
        }
        return sockets;
    }
}
