// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that {@code main} binds before it loads anything else: a JVM takes seconds to start the rest, and datagrams
 * that come meanwhile would be refused. They are read into memory at once, at most
 * {@code raygate.receive.start-memory} together, and {@link Receivers} goes on with them.
 *
 * <p>Where they cannot be bound, or the configuration cannot be read so early, nothing is bound here, and {@link Receivers}
 * binds later and reports what is wrong.
 */
public final class EarlySockets {

    /** Of this process: {@code main} and the beans share nothing else. */
    private static final AtomicReference<@Nullable EarlySockets> BOUND = new AtomicReference<>();

    private final Listening listening;
    private final List<EarlyReader> readers;
    private final AtomicReference<HeldDatagrams> givenBack = new AtomicReference<>(HeldDatagrams.none());

    private EarlySockets(Listening listening, List<EarlyReader> readers) {
        this.listening = listening;
        this.readers = List.copyOf(readers);
    }

    /**
     * Binds what system properties, environment and files name, and begins to read. Where the process ends before the
     * forwarder has started, it says how many datagrams it drops.
     */
    public static void bind() {
        try {
            EarlySockets bound = bind(EarlyKeys.read(System.getProperties(), System.getenv(), Path.of("")));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> sayWhatIsDropped(bound.close())));
        } catch (IllegalArgumentException | UncheckedIOException | IOException _) {
            // said once, with its remedy, when the rest has started: Receivers.open
        }
    }

    /** Binds, and leaves the sockets to {@link #take}. */
    static EarlySockets bind(EarlyKeys keys) throws IOException {
        StartMemory memory = StartMemory.ofThisProcess(keys.startMemoryBytes());
        List<EarlyReader> readers = new ArrayList<>();
        for (UdpSocket socket : keys.listening().open()) {
            readers.add(EarlyReader.start(socket, memory));
        }
        EarlySockets bound = new EarlySockets(keys.listening(), readers);
        BOUND.set(bound);
        return bound;
    }

    /** The sockets that were bound, for the one who goes on with them. */
    static Optional<EarlySockets> take() {
        return Optional.ofNullable(BOUND.getAndSet(null));
    }

    List<EarlyReader> readers() {
        return readers;
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
        List<HeldDatagrams> received = new ArrayList<>();
        received.add(givenBack.getAndSet(HeldDatagrams.none()));
        readers.forEach(reader -> received.add(reader.close()));
        return HeldDatagrams.all(received);
    }

    /** Takes back what {@link #close} has given, where nobody can handle it: the next call gives it again. */
    void giveBack(HeldDatagrams received) {
        givenBack.set(received);
    }

    /** Loads no logging, which may not have started or have ended already. */
    private static void sayWhatIsDropped(HeldDatagrams held) {
        int received = held.count() + held.dropped();
        if (received > 0) {
            System.err.printf(
                    "Books closed: received=%d, replayed=0, published=0, rejected=0, dropped=%d, onDisk=0%n",
                    received, received);
        }
    }
}
