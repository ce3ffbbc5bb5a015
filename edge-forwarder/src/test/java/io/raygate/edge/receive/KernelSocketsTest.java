// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class KernelSocketsTest {

    private static final String HEADLINE = "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when"
            + " retrnsmt   uid  timeout inode ref pointer drops            ";
    private static final String IPV4 = "  344: 0100007F:07D0 00000000:0000 07 00000000:00000000 00:00000000 00000000"
            + "     0        0 731 2 00000000deadbeef 42        ";
    private static final String IPV6 = "12345: 00000000000000000000000001000000:07D1"
            + " 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000 10001        0 99 2"
            + " 0000000000000000 4294967295";

    @TempDir
    Path directory;

    @Test
    void list_bothFiles_givesEverySocket() throws IOException {
        assumeThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        Files.writeString(directory.resolve("udp"), HEADLINE + "\n" + IPV4 + "\n");
        Files.writeString(directory.resolve("udp6"), HEADLINE + "\n" + IPV6 + "\n");

        assertThat(new KernelSockets(directory).list())
                .isEqualTo(List.of(
                        new KernelSockets.Entry(InetAddress.getByName("127.0.0.1"), 2000, 731, 42),
                        new KernelSockets.Entry(InetAddress.getByName("::1"), 2001, 99, 4_294_967_295L)));
    }

    @Test
    void list_noFiles_givesNothing() throws IOException {
        assertThat(new KernelSockets(directory).list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", HEADLINE, "  1: 0100007F:07D0", "not a socket"})
    void parse_lineThatIsNoSocket_givesNothing(String line) {
        assertThat(KernelSockets.parse(line)).isEmpty();
    }
}
