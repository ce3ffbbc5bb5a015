// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spans.UnsampledSpans;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Drops that the kernel was forced into are in the metric. */
class SocketWatchTest {

    private static final int SENT = 20_000;

    private final Ledger ledger = new Ledger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void counter_burstOnASmallBuffer_isSentLessReceived() throws Exception {
        assumeThat(ReceiversTest.hasProc()).as("a kernel that counts").isTrue();
        SocketWatch watch = new SocketWatch(meters);
        Receivers receivers =
                new Receivers(FixedReceiveConfig.of("127.0.0.1:0").withSocketBuffer(8_192), ledger, watch);
        receivers.open(() -> new CollectingHandler(ledger), UnsampledSpans.DROP);
        InetSocketAddress address = receivers.localAddresses().getFirst();
        send(address, SENT / 2); // nobody reads yet
        receivers.start();
        send(address, SENT / 2); // and now somebody does, with naps
        awaitQuiet();
        receivers.stop();

        long received = ledger.balance().received();
        assertThat(received).isBetween(1L, SENT - 1L);
        double counted =
                meters.get("raygate.kernel.dropped.datagrams").functionCounter().count();
        assertThat(counted).isCloseTo(SENT - received, Percentage.withPercentage(2));
    }

    @Test
    void counter_systemThatDoesNotTell_isAbsent(@TempDir Path empty) throws Exception {
        SocketWatch watch = new SocketWatch(meters, new KernelSockets(empty));
        UdpSocket socket = UdpSocket.open(ListenAddress.parse("127.0.0.1:0"), 0, 8_192, false);
        try (var _ = socket.channel()) {
            watch.add(socket, 8_192);
            watch.look();
        }
        assertThat(meters.find("raygate.kernel.dropped.datagrams").functionCounter())
                .isNull();
    }

    /** Two looks at the books, half a second apart, find nothing new. */
    private void awaitQuiet() {
        AtomicLong before = new AtomicLong(-1);
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    long now = ledger.balance().received();
                    return before.getAndSet(now) == now;
                });
    }

    private static void send(InetSocketAddress address, int count) throws Exception {
        byte[] datagram = new byte[500];
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < count; i++) {
                socket.send(new DatagramPacket(datagram, datagram.length, address));
            }
        }
    }
}
