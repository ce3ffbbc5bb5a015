// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.raygate.edge.observe.Ledger;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The sockets of this process, one thread each. */
@Singleton
public class Receivers {

    private final ReceiveConfig config;
    private final Ledger ledger;
    private final List<DatagramReceiver> receivers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Receivers(ReceiveConfig config, Ledger ledger) {
        this.config = config;
        this.ledger = ledger;
    }

    /**
     * Binds every address. From here on datagrams gather in the socket buffers.
     *
     * @param handlers asked once for each socket
     * @throws IllegalArgumentException where an address cannot be read
     * @throws java.io.UncheckedIOException where an address cannot be bound
     */
    public void open(Supplier<DocumentHandler> handlers) {
        for (String address : config.addresses()) {
            receivers.add(DatagramReceiver.open(ListenAddress.parse(address), config, handlers.get(), ledger));
        }
    }

    /** Starts to read. */
    public void start() {
        Thread.Builder builder = Thread.ofPlatform().daemon().name("receive-", 0);
        receivers.forEach(receiver -> threads.add(builder.start(receiver)));
    }

    /** Reads what the kernel has already taken, hands it over, and closes the sockets. */
    public void stop() throws InterruptedException {
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
        return receivers.stream().map(DatagramReceiver::localAddress).toList();
    }
}
