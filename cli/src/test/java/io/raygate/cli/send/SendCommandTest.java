// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.send;

import io.raygate.cli.CommandLineRun;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SendCommandTest {

    private static final String HEADER = "{\"format\":\"json\",\"version\":1}\n";
    private static final int PATIENCE_MILLIS = 60_000;

    @TempDir
    Path folder;

    @Test
    void send_noFile_aSegmentOfNow() throws IOException {
        try (DatagramSocket forwarder = forwarder()) {
            CommandLineRun run = CommandLineRun.of(folder, "send", "--address", address(forwarder));

            assertThat(run.status()).isZero();
            String datagram = receive(forwarder);
            assertThat(datagram).startsWith(HEADER + "{\"name\":\"raygate-send\"");
            assertThat(run.out()).element(1).asString().startsWith("Trace: 1-");
            assertThat(datagram).contains(run.out().get(1).substring("Trace: ".length()));
        }
    }

    @Test
    void send_lines_aDatagramEach() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"a\":1}\n\n{\"b\":2}\n");
        try (DatagramSocket forwarder = forwarder()) {
            CommandLineRun run = CommandLineRun.of(folder, "send", "--address", address(forwarder), file.toString());

            assertThat(run.out()).containsExactly("Sent: documents=2, bytes=14, to=" + address(forwarder));
            assertThat(receive(forwarder)).isEqualTo(HEADER + "{\"a\":1}");
            assertThat(receive(forwarder)).isEqualTo(HEADER + "{\"b\":2}");
        }
    }

    @Test
    void send_nobodyListens_1AndHowToStart() throws IOException {
        String free;
        try (DatagramSocket socket = forwarder()) {
            free = address(socket);
        }
        CommandLineRun run = CommandLineRun.of(folder, "send", "--address", free);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .containsExactly("raygate: nothing listens at " + free + "/udp: start it with ./raygate up");
    }

    @Test
    void send_tooLong_saysWhatFits() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "x".repeat(65_478));
        try (DatagramSocket forwarder = forwarder()) {
            CommandLineRun run = CommandLineRun.of(folder, "send", "--address", address(forwarder), file.toString());

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .containsExactly(
                            "raygate: a document of 65478 bytes does not fit in a datagram, which holds 65477");
        }
    }

    @Test
    void send_fileThatIsNone_1AndWhy() {
        assertThat(CommandLineRun.of(folder, "send", "none.json").err())
                .containsExactly("raygate: none.json does not exist");
        assertThat(CommandLineRun.of(folder, "send", folder.toString()).err())
                .containsExactly("raygate: " + folder + " is a directory: name a file");
    }

    @Test
    void send_unknownHost_1AndTheName() {
        CommandLineRun run = CommandLineRun.of(folder, "send", "--address", "no host:2000");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).containsExactly("raygate: the host of --address no host:2000 is unknown: check its name");
    }

    @Test
    void send_addressWithoutPort_2() {
        CommandLineRun run = CommandLineRun.of(folder, "send", "--address", "localhost");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).containsExactly("raygate: --address must be HOST:PORT, but is 'localhost'");
    }

    private static DatagramSocket forwarder() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static String address(DatagramSocket socket) {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private static String receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }
}
