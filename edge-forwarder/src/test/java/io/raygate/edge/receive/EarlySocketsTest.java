// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.raygate.edge.observe.Ledger;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** From the first line of {@code main} to the running forwarder: nothing that comes is lost. */
class EarlySocketsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Ledger ledger = new Ledger();
    private final CollectingHandler handler = new CollectingHandler(ledger);
    private final Receivers receivers =
            new Receivers(FixedReceiveConfig.of("127.0.0.1:0"), ledger, new SocketWatch(new SimpleMeterRegistry()));

    @AfterEach
    void stop() throws InterruptedException {
        receivers.stop();
        EarlySockets.take().ifPresent(early -> early.stop().forEach(EarlyReader::close));
    }

    @Test
    void bind_datagramsWhileTheRestStarts_comeFirstAndInOrder() throws IOException {
        InetSocketAddress address = bind("127.0.0.1:0", 8 << 20);
        send(address, 0, 500);
        receivers.open(() -> handler);
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
        receivers.open(() -> handler);
        receivers.start();
        await(500);

        assertThat(handler.documents())
                .extracting(CollectingHandler.Document::text)
                .isEqualTo(IntStream.range(0, 500).mapToObj(Integer::toString).toList());
    }

    @Test
    void open_configurationSaysOtherwise_bindsAgainAndKeepsWhatCame() throws IOException {
        InetSocketAddress address = bind("[::1]:0", 8 << 20);
        send(address, 0, 100);
        receivers.open(() -> handler);
        receivers.start();
        send(receivers.localAddresses().getFirst(), 100, 101);
        await(101);

        assertThat(receivers.localAddresses()).doesNotContain(address);
        try (DatagramSocket free = new DatagramSocket(address)) {
            assertThat(free.isBound()).isTrue();
        }
    }

    private static InetSocketAddress bind(String text, long startMemoryBytes) throws IOException {
        Listening listening = Listening.of(List.of(text), 1, 4 << 20);
        return EarlySockets.bind(new EarlyKeys(listening, startMemoryBytes)).getFirst();
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
