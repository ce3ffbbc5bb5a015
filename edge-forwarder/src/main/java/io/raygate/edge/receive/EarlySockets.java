// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that {@code main} binds before it loads anything else: a JVM takes seconds to start the rest, and datagrams
 * that come meanwhile would be refused. They are read into memory at once, at most
 * {@code raygate.receive.start-memory} for each socket, and {@link Receivers} goes on with them.
 *
 * <p>Where they cannot be bound, or the configuration cannot be read so early, nothing is bound here, and {@link Receivers}
 * binds later and reports what is wrong.
 */
public final class EarlySockets {

    /** Of this process: {@code main} and the beans share nothing else. */
    private static final AtomicReference<@Nullable EarlySockets> BOUND = new AtomicReference<>();

    private final Listening listening;
    private final List<EarlyReader> readers;

    private EarlySockets(Listening listening, List<EarlyReader> readers) {
        this.listening = listening;
        this.readers = readers;
    }

    /**
     * Binds what system properties, environment and files name, and begins to read. Where the process ends before the
     * forwarder has started, it says how many datagrams it drops.
     */
    public static void bind() {
        try {
            bind(EarlyKeys.read(System.getProperties(), System.getenv(), Path.of("")));
            EarlySockets bound = Objects.requireNonNull(BOUND.get());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> sayWhatIsDropped(bound.close())));
        } catch (IllegalArgumentException | UncheckedIOException | IOException _) {
            // said once, with its remedy, when the rest has started: Receivers.open
        }
    }

    /** Returns where the sockets are bound. */
    static List<InetSocketAddress> bind(EarlyKeys keys) throws IOException {
        List<UdpSocket> sockets = keys.listening().open();
        List<EarlyReader> readers = new ArrayList<>();
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (UdpSocket socket : sockets) {
            readers.add(EarlyReader.start(socket, keys.startMemoryBytes()));
            addresses.add(socket.localAddress());
        }
        BOUND.set(new EarlySockets(keys.listening(), readers));
        return addresses;
    }

    /** The sockets that were bound, for the one who goes on with them. */
    static Optional<EarlySockets> take() {
        return Optional.ofNullable(BOUND.getAndSet(null));
    }

    Listening listening() {
        return listening;
    }

    /** Each socket, with what it has received until somebody asks for that: until then, it is read here. */
    List<DatagramReceiver.Source> sources() {
        return readers.stream()
                .map(reader -> new DatagramReceiver.Source(reader.socket(), reader::takeOver))
                .toList();
    }

    /** Ends the reading, closes the sockets that nobody has taken over, and returns what they have received. */
    HeldDatagrams close() {
        return HeldDatagrams.all(readers.stream().map(EarlyReader::close).toList());
    }

    /** Loads no logging, which may not have started or have ended already. */
    private static void sayWhatIsDropped(HeldDatagrams held) {
        if (held.count() > 0) {
            System.err.printf(
                    "Books closed: received=%d, replayed=0, published=0, rejected=0, dropped=%d, onDisk=0%n",
                    held.count(), held.count());
        }
    }
}
