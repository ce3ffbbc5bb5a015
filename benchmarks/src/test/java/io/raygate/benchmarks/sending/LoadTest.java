// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.sending;

import io.raygate.benchmarks.stack.Waiting;
import io.raygate.schema.SegmentValidator;
import io.raygate.schema.ValidationMode;
import io.raygate.schema.Verdict;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LoadTest {

    private static final String HEADER = "{\"format\":\"json\",\"version\":1}\n";
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ByteBuffer buffer = ByteBuffer.allocate(65_507);

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 299, 300, 500, 1_500, 8_000, 65_474})
    void put_eachSize_isValidUniqueAndOfThatSize(int bytes) {
        SizedDocuments documents = new SizedDocuments(bytes, -7);
        Set<String> different = new HashSet<>();
        for (int number = 0; number < 50; number++) {
            documents.put(number, true, 1_795_310_446_123_456L, buffer);
            String datagram = new String(buffer.array(), 0, buffer.limit(), StandardCharsets.UTF_8);

            assertThat(datagram).startsWith(HEADER).contains("\"end_time\":1795310446.123456");
            String document = datagram.substring(HEADER.length());
            assertThat(document.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
            assertThat(verdict(document)).as(document).isInstanceOf(Verdict.Accepted.class);
            different.add(document.replaceAll(".*\"trace_id\":\"([^\"]*)\".*", "$1"));
        }
        assertThat(different).hasSize(50);
    }

    @Test
    void put_invalid_isRejected() {
        new SizedDocuments(500, 1).put(3, false, 1_795_310_446_123_456L, buffer);

        String datagram = new String(buffer.array(), 0, buffer.limit(), StandardCharsets.UTF_8);
        assertThat(verdict(datagram.substring(HEADER.length()))).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void sizedDocuments_outOfRange_saysTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SizedDocuments(199, 0))
                .withMessageContaining("200 to 65474 bytes, but bytes=199");
    }

    @Test
    void run_aListener_receivesWhatIsCountedFromEachSource() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Load load = new Load(new Load.Shape(500, 200, 2, 0), 1);
            Set<String> sources = new HashSet<>();
            DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
            try (var _ = Sending.start(load, socket.getLocalPort())) {
                for (int i = 0; i < 20; i++) {
                    socket.receive(packet);
                    sources.add(packet.getAddress().getHostAddress());
                }
            }

            assertThat(sources).containsExactlyInAnyOrder("127.1.0.1", "127.1.0.2");
            assertThat(load.sent()).isGreaterThanOrEqualTo(20);
            assertThat(load.refused()).isZero();
        }
    }

    @Test
    void run_nobodyListens_countsEachDatagramThatMetNoSocket() throws IOException {
        int port;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Load load = new Load(Load.Shape.of(500, 500), 1);
        try (var _ = Sending.start(load, port)) {
            var _ = Waiting.until(LONG, Duration.ofMillis(5), () -> load.sent() >= 50);
        }

        // the last one's refusal is heard with the next
        assertThat(load.sent()).isGreaterThanOrEqualTo(50);
        assertThat(load.refused()).isBetween(load.sent() - 1, load.sent());
    }

    private static Verdict verdict(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return SegmentValidator.of(ValidationMode.STRICT).validate(bytes, 0, bytes.length);
    }
}
