// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.ForwarderMetrics;
import io.raygate.it.stack.LoneForwarder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** The packaged forwarder takes datagrams before it has started. */
class StartIT {

    private static final int DATAGRAMS = 2_000;
    private static final byte[] SEGMENT =
            "{\"format\":\"json\",\"version\":1}\n{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path KERNEL_SOCKETS = Path.of("/proc/net/udp");

    @Test
    void start_datagramsBeforeItHasStarted_areInTheBooks(@TempDir Path directory) throws Exception {
        assumeThat(KERNEL_SOCKETS).exists();
        try (LoneForwarder forwarder = LoneForwarder.begin(directory.resolve("log"))) {
            String local = String.format(Locale.ROOT, ":%04X ", forwarder.ipv4().getPort());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> Files.readString(KERNEL_SOCKETS).contains(local));
            try (var datagrams = new Datagrams(forwarder.ipv4())) {
                for (int i = 0; i < DATAGRAMS; i++) {
                    datagrams.send(SEGMENT);
                }
            }

            forwarder.awaitStarted();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(counted(forwarder)).isEqualTo(DATAGRAMS));
            assertThat(forwarder.metrics().addUp()).isTrue();
            assertThat(forwarder.output()).doesNotContain("bound again");
        }
    }

    private static long counted(LoneForwarder forwarder) throws IOException {
        ForwarderMetrics metrics = forwarder.metrics();
        return metrics.received() + metrics.kernelDropped();
    }
}
