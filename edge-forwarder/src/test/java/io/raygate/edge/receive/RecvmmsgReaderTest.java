// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

/** One {@code recvmmsg} after another, on the thread of the test. */
class RecvmmsgReaderTest {

    private static final int BATCH = 16;
    private static final byte[] DATAGRAM =
            "{\"format\":\"json\",\"version\":1}\n{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    private final CountingSink sink = new CountingSink();
    private UdpSocket socket;
    private int descriptor;
    private DatagramChannel sender;

    @BeforeEach
    void open() throws IOException {
        assumeThat(ReceiversTest.hasRecvmmsg()).as("a system with /proc").isTrue();
        socket = UdpSocket.open(
                ListenAddress.parse("127.0.0.1:0"), 0, new UdpSocket.SocketOptions(1 << 20, false), Set.of());
        descriptor = SocketDescriptors.ofThisProcess()
                .descriptor(socket.inode().orElseThrow())
                .orElseThrow();
        sender = DatagramChannel.open()
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .connect(socket.localAddress());
    }

    @AfterEach
    void close() throws IOException {
        if (socket != null) {
            socket.channel().close();
            sender.close();
        }
    }

    @Test
    void read_emptySocket_returnsAtOnce() throws IOException {
        try (RecvmmsgReader reader = reader(1_024)) {
            assertThat(reader.read(sink)).isZero();
        }
    }

    @Test
    void read_moreThanABatch_takesABatchAtATime() throws IOException {
        send(BATCH + 3, DATAGRAM);
        try (RecvmmsgReader reader = reader(1_024)) {
            assertThat(reader.read(sink)).isEqualTo(BATCH);
            assertThat(reader.read(sink)).isEqualTo(3);
        }
        assertThat(sink.bytes).isEqualTo((BATCH + 3L) * DATAGRAM.length);
    }

    @Test
    void read_datagramLongerThanTheBuffer_isTruncatedAndTheNextIsWhole() throws IOException {
        send(1, new byte[17]);
        send(1, new byte[16]);
        sendNothing();
        try (RecvmmsgReader reader = reader(16)) {
            assertThat(reader.read(sink)).isEqualTo(3);
        }
        assertThat(sink.truncated).isEqualTo(1);
        assertThat(sink.datagrams).isEqualTo(2);
        assertThat(sink.bytes).isEqualTo(16);
    }

    @Test
    void read_closedSocket_fails() throws IOException {
        try (RecvmmsgReader reader = new RecvmmsgReader(-1, BATCH, 16)) {
            assertThatThrownBy(() -> reader.read(sink))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("errno=9");
        }
    }

    @Test
    void probe_soundSocketAndNone_tellsThemApart() {
        assertThat(RecvmmsgReader.probe(descriptor)).isEmpty();
        assertThat(RecvmmsgReader.probe(-1)).isEqualTo("recvmmsg failed: errno=9");
    }

    @Test
    void read_knownSenderSteadyState_allocatesNothingForADatagram() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (RecvmmsgReader reader = reader(DatagramReader.MAX_DATAGRAM_BYTES)) {
            for (int round = 0; round < 10_000; round++) {
                send(BATCH, DATAGRAM);
                reader.read(sink);
            }
            long allocated = 0;
            int rounds = 1_000;
            for (int round = 0; round < rounds; round++) {
                send(BATCH, DATAGRAM);
                long before = threads.getCurrentThreadAllocatedBytes();
                reader.read(sink);
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(sink.datagrams).isEqualTo(11_000 * BATCH);
            // The interpreter may box a little while it compiles; a byte for each datagram would be 16,000.
            assertThat(allocated).isLessThan(4_096);
        }
    }

    private RecvmmsgReader reader(int bufferBytes) {
        return new RecvmmsgReader(descriptor, BATCH, bufferBytes);
    }

    private void send(int count, byte[] datagram) throws IOException {
        for (int i = 0; i < count; i++) {
            sender.write(ByteBuffer.wrap(datagram));
        }
    }

    /** A connected channel swallows an empty buffer. */
    private void sendNothing() throws IOException {
        try (DatagramSocket empty = new DatagramSocket()) {
            empty.send(new DatagramPacket(new byte[0], 0, socket.localAddress()));
        }
    }

    /** Finds the document as the receiver does, and adds up. */
    private static final class CountingSink implements DatagramReader.Sink {

        private int datagrams;
        private int truncated;
        private long bytes;

        @Override
        public void onDatagram(ByteBuffer datagram, InetAddress source) {
            datagrams++;
            bytes += datagram.remaining();
            Framing.find(datagram);
        }

        @Override
        public void onTruncated() {
            truncated++;
        }
    }
}
