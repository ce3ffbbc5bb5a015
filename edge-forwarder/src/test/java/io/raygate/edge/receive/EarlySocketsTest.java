// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spans.UnsampledSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** From the first line of {@code main} to the running forwarder: nothing that comes is lost. */
class EarlySocketsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Path KERNEL_SOCKETS = Path.of("/proc/net/udp");
    private static final int BUFFER_BYTES = 4 << 20;
    private static final int SMALL_BUFFER_BYTES = 4 << 10;

    /** Field of {@link #KERNEL_SOCKETS}: bytes to send, a colon, and bytes to read. */
    private static final int QUEUES = 4;

    private final Ledger ledger = new Ledger();
    private final CollectingHandler handler = new CollectingHandler(ledger);
    private final Receivers receivers =
            new Receivers(FixedReceiveConfig.of("127.0.0.1:0"), ledger, new SocketWatch(new SimpleMeterRegistry()));

    @AfterEach
    void stop() throws InterruptedException {
        receivers.stop();
        EarlySockets.take().ifPresent(EarlySockets::close);
    }

    @Test
    void bind_datagramsWhileTheRestStarts_comeFirstAndInOrder() throws IOException {
        InetSocketAddress address = bind("127.0.0.1:0", 8 << 20);
        send(address, 0, 500);
        receivers.open(() -> handler, UnsampledSpans.DROP);
        send(address, 500, 600);
        receivers.start();
        send(address, 600, 700);
        await(700);

        assertThat(receivers.localAddresses()).containsExactly(address);
        assertThat(handler.documents())
                .extracting(CollectingHandler.Document::text)
                .isEqualTo(IntStream.range(0, 700).mapToObj(Integer::toString).toList());
    }

    @Test
    void bind_moreThanMemoryHolds_waitsInTheSocketBuffer() throws IOException {
        InetSocketAddress address = bind("127.0.0.1:0", 70_000);
        send(address, 0, 500);
        receivers.open(() -> handler, UnsampledSpans.DROP);
        receivers.start();
        await(500);

        assertThat(handler.documents())
                .extracting(CollectingHandler.Document::text)
                .isEqualTo(IntStream.range(0, 500).mapToObj(Integer::toString).toList());
    }

    @Test
    void open_restTakesItsTime_readsOnUntilTheStart() throws IOException, InterruptedException {
        assumeThat(KERNEL_SOCKETS).exists();
        InetSocketAddress address = bind("127.0.0.1:0", 8 << 20, SMALL_BUFFER_BYTES);
        Receivers slow = new Receivers(
                FixedReceiveConfig.of("127.0.0.1:0").withSocketBuffer(SMALL_BUFFER_BYTES),
                ledger,
                new SocketWatch(new SimpleMeterRegistry()));
        slow.open(() -> handler, UnsampledSpans.DROP);
        for (int i = 0; i < 500; i++) {
            send(address, i, i + 1);
            awaitRead(address.getPort());
        }
        slow.start();
        assertThat(slow.localAddresses()).containsExactly(address);
        await(500);
        slow.stop();

        assertThat(ledger.balance().received()).isEqualTo(500);
    }

    @Test
    void close_forwarderHasNotStarted_givesAllThatCame() throws IOException {
        InetSocketAddress address = bind("127.0.0.1:0", 70_000);
        EarlySockets early = EarlySockets.take().orElseThrow();
        send(address, 0, 500);

        HeldDatagrams received = early.close();
        assertThat(received.count() + received.dropped()).isEqualTo(500);
        assertThat(received.count()).as("fit into the memory").isBetween(1, 70_000 / StartMemory.OVERHEAD_BYTES);
        assertThat(early.close().count()).isZero();
    }

    @Test
    void bind_manySockets_shareTheMemory() throws IOException {
        Listening listening = Listening.of(List.of("127.0.0.1:0", "[::1]:0"), 8, BUFFER_BYTES);
        EarlySockets early = EarlySockets.bind(new EarlyKeys(listening, 2 * StartMemory.LARGEST_BYTES));
        byte[] datagram = new byte[60_000];
        for (EarlyReader reader : early.readers()) {
            send(reader.socket().localAddress(), datagram);
            send(reader.socket().localAddress(), datagram);
        }

        HeldDatagrams received = early.close();
        assertThat(received.count()).isEqualTo(2);
        assertThat(received.dropped()).isEqualTo(2 * 16 - 2);
    }

    @Test
    void open_secondBindFails_keepsWhatCameForTheBooks() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            EarlySockets early = bound("[::1]:0", 8 << 20, BUFFER_BYTES);
            send(early.readers().getFirst().socket().localAddress(), 0, 100);
            Receivers refused = new Receivers(
                    FixedReceiveConfig.of("127.0.0.1:" + taken.getLocalPort()),
                    ledger,
                    new SocketWatch(new SimpleMeterRegistry()));

            assertThatThrownBy(() -> refused.open(() -> handler, UnsampledSpans.DROP))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(early.close().count()).isEqualTo(100);
            assertThat(early.close().count()).isZero();
        }
    }

    @Test
    void close_forwarderReads_givesNothingAndClosesNothing() throws IOException {
        InetSocketAddress address = bind("127.0.0.1:0", 8 << 20);
        EarlySockets early = EarlySockets.take().orElseThrow();
        List<HeldDatagrams> taken = early.sources().stream()
                .map(source -> source.cameBefore().get())
                .toList();
        send(address, 0, 1);

        assertThat(taken).hasSize(1);
        assertThat(early.close().count()).isZero();
        assertThat(early.sources().getFirst().socket().channel().isOpen()).isTrue();
        early.sources().getFirst().socket().close();
    }

    @Test
    void open_configurationSaysOtherwise_bindsAgainAndKeepsWhatCame() throws IOException {
        InetSocketAddress address = bind("[::1]:0", 8 << 20);
        send(address, 0, 100);
        receivers.open(() -> handler, UnsampledSpans.DROP);
        receivers.start();
        send(receivers.localAddresses().getFirst(), 100, 101);
        await(101);

        assertThat(receivers.localAddresses()).doesNotContain(address);
        try (DatagramSocket free = new DatagramSocket(address)) {
            assertThat(free.isBound()).isTrue();
        }
    }

    /** Waits until a socket's buffer is empty. */
    private static void awaitRead(int port) {
        String local = String.format(Locale.ROOT, ":%04X ", port);
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (Files.readAllLines(KERNEL_SOCKETS).stream()
                    .filter(line -> line.contains(local))
                    .anyMatch(line -> !line.strip().split(" +", -1)[QUEUES].endsWith(":00000000"))) {
                Thread.onSpinWait();
            }
        });
    }

    private static InetSocketAddress bind(String text, long startMemoryBytes) throws IOException {
        return bind(text, startMemoryBytes, BUFFER_BYTES);
    }

    private static InetSocketAddress bind(String text, long startMemoryBytes, int bufferBytes) throws IOException {
        return bound(text, startMemoryBytes, bufferBytes)
                .readers()
                .getFirst()
                .socket()
                .localAddress();
    }

    private static EarlySockets bound(String text, long startMemoryBytes, int bufferBytes) throws IOException {
        return EarlySockets.bind(new EarlyKeys(Listening.of(List.of(text), 1, bufferBytes), startMemoryBytes));
    }

    private static void send(InetSocketAddress address, byte[] datagram) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(datagram, datagram.length, address));
        }
    }

    private static void send(InetSocketAddress address, int from, int to) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = from; i < to; i++) {
                byte[] datagram = ("{\"format\":\"json\",\"version\":1}\n" + i).getBytes(StandardCharsets.US_ASCII);
                socket.send(new DatagramPacket(datagram, datagram.length, address));
            }
        }
    }

    private void await(long received) {
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (ledger.balance().received() < received) {
                Thread.onSpinWait();
            }
        });
    }
}
