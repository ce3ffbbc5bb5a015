// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.observe.RejectReason;
import io.raygate.edge.spans.UnsampledSpans;
import io.raygate.testing.Patience;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Real sockets on the loopback interface. */
class ReceiversTest {

    private static final String HEADER = "{\"format\":\"json\",\"version\":1}\n";

    private final Ledger ledger = new Ledger();
    private final CollectingHandler handler = new CollectingHandler(ledger);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SocketWatch watch = new SocketWatch(meters);
    private Receivers receivers = new Receivers(FixedReceiveConfig.of(), ledger, watch);

    static boolean hasProc() {
        return Files.isDirectory(Path.of("/proc/self/fd"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        receivers.stop();
    }

    @Test
    void receive_documentsFromManySenders_arriveInOrderWithTheirSource() throws IOException {
        InetSocketAddress address = open(FixedReceiveConfig.of("127.0.0.1:0"));
        for (int sender = 1; sender <= 100; sender++) {
            send(InetAddress.getByName("127.0.0." + sender), address, document(sender + "a"), document(sender + "b"));
        }
        await(200);

        List<CollectingHandler.Document> expected = IntStream.rangeClosed(1, 100)
                .boxed()
                .flatMap(sender -> Stream.of(from(sender, "a"), from(sender, "b")))
                .toList();
        assertThat(handler.documents()).isEqualTo(expected);
    }

    @Test
    void receive_overIpv6_givesTheIpv6Source() throws IOException {
        InetSocketAddress address = open(FixedReceiveConfig.of("[::1]:0"));
        send(InetAddress.getByName("::1"), address, document("\"six\""));
        await(1);

        assertThat(handler.documents())
                .containsExactly(new CollectingHandler.Document("\"six\"", InetAddress.getByName("::1")));
    }

    @Test
    void receive_ipv4OnASocketForAll_givesTheIpv4Source() throws IOException {
        InetSocketAddress address = open(FixedReceiveConfig.of("[::]:0"));
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        send(loopback, new InetSocketAddress(loopback, address.getPort()), document("\"four\""));
        await(1);

        assertThat(handler.documents()).containsExactly(new CollectingHandler.Document("\"four\"", loopback));
    }

    @Test
    void receive_datagramsThatHoldNoDocument_areCountedByReason() throws IOException {
        InetSocketAddress address = open(FixedReceiveConfig.of("127.0.0.1:0"));
        send(InetAddress.getLoopbackAddress(), address, bytes(""), bytes("x"), bytes("x\ny"), document("\"last\""));
        await(4);

        assertThat(ledger.balance().rejected())
                .containsEntry(RejectReason.EMPTY_DATAGRAM, 1L)
                .containsEntry(RejectReason.MISSING_HEADER_OR_DOCUMENT, 1L)
                .containsEntry(RejectReason.INVALID_HEADER, 1L);
        assertThat(handler.documents()).hasSize(1);
    }

    @Test
    void receive_largestDatagramsOfBothFamilies_areWhole() throws IOException {
        InetSocketAddress four = open(FixedReceiveConfig.of("127.0.0.1:0", "[::1]:0"));
        InetSocketAddress six = receivers.localAddresses().get(1);
        send(InetAddress.getByName("127.0.0.1"), four, document("4".repeat(65_507 - HEADER.length())));
        send(InetAddress.getByName("::1"), six, document("6".repeat(65_527 - HEADER.length())));
        await(2);

        assertThat(handler.documents())
                .extracting(document -> document.text().length())
                .containsExactlyInAnyOrder(65_507 - HEADER.length(), 65_527 - HEADER.length());
    }

    @Test
    void stop_datagramsInTheSocketBuffer_areStillRead() throws Exception {
        receivers = new Receivers(FixedReceiveConfig.of("127.0.0.1:0"), ledger, watch);
        receivers.open(() -> handler, UnsampledSpans.DROP);
        InetSocketAddress address = receivers.localAddresses().getFirst();
        byte[][] documents =
                IntStream.range(0, 1_000).mapToObj(i -> document("" + i)).toArray(byte[][]::new);
        send(InetAddress.getLoopbackAddress(), address, documents);
        receivers.start();
        receivers.stop();

        assertThat(ledger.balance().received()).isEqualTo(1_000);
        assertThat(receivers.areOpen()).isFalse();
        assertThat(handler.closed()).isEqualTo(1);
    }

    /** Else the forwarder would be ready before the stages behind the sockets are. */
    @Test
    void areOpen_beforeTheStart_isFalse() {
        receivers = new Receivers(FixedReceiveConfig.of("127.0.0.1:0"), ledger, watch);
        receivers.open(() -> handler, UnsampledSpans.DROP);
        assertThat(receivers.areOpen()).isFalse();

        receivers.start();
        assertThat(receivers.areOpen()).isTrue();
    }

    @Test
    void leave_withADelay_receivesOn() throws Exception {
        InetSocketAddress address = open(FixedReceiveConfig.of("127.0.0.1:0").withStopDelay(Duration.ofMillis(1)));
        assertThat(receivers.isLeaving()).isFalse();

        receivers.leave();
        send(InetAddress.getLoopbackAddress(), address, document("\"late\""));
        await(1);

        assertThat(receivers.isLeaving()).isTrue();
        assertThat(receivers.areOpen()).isTrue();
    }

    @Test
    void leave_withoutADelay_staysReadyUntilTheSocketsClose() throws Exception {
        open(FixedReceiveConfig.of("127.0.0.1:0"));

        receivers.leave();

        assertThat(receivers.isLeaving()).isFalse();
    }

    @Test
    void receive_severalSocketsForAnAddress_takeEachDatagramOnce() throws IOException {
        InetSocketAddress address = open(FixedReceiveConfig.of("127.0.0.1:0").withSockets(4));
        for (int sender = 0; sender < 200; sender++) {
            send(InetAddress.getLoopbackAddress(), address, document("" + sender));
        }
        await(200);

        assertThat(receivers.localAddresses()).containsExactly(address);
        assertThat(handler.documents())
                .extracting(CollectingHandler.Document::text)
                .doesNotHaveDuplicates()
                .hasSize(200);
    }

    @Test
    void open_socketsShared_haveAGaugeEach() throws IOException {
        open(FixedReceiveConfig.of("127.0.0.1:0").withSockets(2).withSocketBuffer(65_536));

        assertThat(meters.find("raygate.receive.socket.buffer.bytes").gauges())
                .hasSize(2)
                .allSatisfy(gauge -> assertThat(gauge.value()).isEqualTo(65_536));
    }

    @Test
    void receive_methodOfAnEarlierVersion_isAcceptedAndHasNoEffect() throws IOException {
        InetSocketAddress address = open(FixedReceiveConfig.of("127.0.0.1:0").withMethod("recvmmsg"));
        send(InetAddress.getLoopbackAddress(), address, document("\"one\""));
        await(1);

        assertThat(handler.documents()).hasSize(1);
    }

    @Test
    void open_addressInUse_namesTheAddress() throws IOException {
        try (DatagramSocket holder = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            String address = "127.0.0.1:" + holder.getLocalPort();
            receivers = new Receivers(FixedReceiveConfig.of(address), ledger, watch);

            assertThatThrownBy(() -> receivers.open(() -> handler, UnsampledSpans.DROP))
                    .hasMessageContaining(address);
        }
    }

    private InetSocketAddress open(FixedReceiveConfig config) {
        receivers = new Receivers(config, ledger, watch);
        receivers.open(() -> handler, UnsampledSpans.DROP);
        receivers.start();
        return receivers.localAddresses().getFirst();
    }

    private void await(long received) {
        Patience.await(() -> ledger.balance().received() >= received, ledger::balance);
        assertThat(ledger.balance().received()).isEqualTo(received);
    }

    private static CollectingHandler.Document from(int sender, String suffix) {
        try {
            return new CollectingHandler.Document(sender + suffix, InetAddress.getByName("127.0.0." + sender));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void send(InetAddress from, InetSocketAddress to, byte[]... datagrams) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, from)) {
            socket.setSendBufferSize(1 << 20);
            for (byte[] datagram : datagrams) {
                socket.send(new DatagramPacket(datagram, datagram.length, to));
            }
        }
    }

    private static byte[] document(String text) {
        return bytes(HEADER + text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
