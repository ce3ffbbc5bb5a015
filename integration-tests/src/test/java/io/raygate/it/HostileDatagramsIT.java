// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.ForwarderMetrics;
import io.raygate.it.stack.LoneForwarder;
import io.raygate.testing.RunLength;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * No datagram makes the forwarder crash, grow, or lose count. The full run is
 * {@code -Draygate.long}.
 */
class HostileDatagramsIT {

    private static final int DATAGRAMS = RunLength.of("raygate.it.hostile-datagrams", 20_000, 1_000_000);
    private static final int UNPACED = DATAGRAMS / 10;

    /** What is under way before the books are compared: less than the socket buffers hold. */
    private static final int WINDOW_BYTES = 5 << 20;

    private static final int OVERHEAD_BYTES = 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long GROWTH_BYTES = 32L << 20;

    private final HostileDatagrams hostile = new HostileDatagrams();
    private long sent;

    @Test
    void send_hostileDatagrams_eachIsCountedOnceAndMemoryStaysFlat(@TempDir Path directory) throws Exception {
        long begin = System.nanoTime();
        try (LoneForwarder forwarder = LoneForwarder.start(directory.resolve("log"));
                var ipv4 = new Datagrams(forwarder.ipv4());
                var ipv6 = new Datagrams(forwarder.ipv6())) {
            // A third of them warms it up: buffers, spool and compiled code have their size then.
            sendPaced(DATAGRAMS / 3, forwarder, ipv4, ipv6);
            OptionalLong before = forwarder.residentBytes();
            sendPaced(DATAGRAMS - DATAGRAMS / 3 - UNPACED, forwarder, ipv4, ipv6);
            OptionalLong after = forwarder.residentBytes();
            long keptUpTo = forwarder.metrics().kernelDropped();
            for (int i = 0; i < UNPACED; i++) {
                sendNext(ipv4, ipv6);
            }
            awaitBooks(forwarder);

            System.out.printf(
                    "sent=%d, %s, droppedWhilePaced=%d, residentMiB=%d then %d, seconds=%d%n",
                    sent,
                    summary(forwarder.metrics()),
                    keptUpTo,
                    before.orElse(0) >> 20,
                    after.orElse(0) >> 20,
                    (System.nanoTime() - begin) / 1_000_000_000);
            assertThat(forwarder.isAlive()).isTrue();
            assertThat(forwarder.output()).doesNotContain("ERROR", "Exception in thread", "OutOfMemory");
            assertThat(after.orElse(0) - before.orElse(0)).isLessThan(GROWTH_BYTES);
        }
    }

    private void sendPaced(int count, LoneForwarder forwarder, Datagrams ipv4, Datagrams ipv6) throws IOException {
        long window = 0;
        for (int i = 0; i < count; i++) {
            window += sendNext(ipv4, ipv6) + OVERHEAD_BYTES;
            if (window > WINDOW_BYTES) {
                awaitBooks(forwarder);
                window = 0;
            }
        }
        awaitBooks(forwarder);
    }

    private int sendNext(Datagrams ipv4, Datagrams ipv6) throws IOException {
        byte[] datagram = hostile.next();
        (sent % 2 == 0 ? ipv4 : ipv6).send(datagram);
        sent++;
        return datagram.length;
    }

    /** The kernel's drops are read once a second. */
    private void awaitBooks(LoneForwarder forwarder) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> {
                    ForwarderMetrics metrics = forwarder.metrics();
                    assertThat(metrics.received() + metrics.kernelDropped())
                            .as(summary(metrics))
                            .isEqualTo(sent);
                    assertThat(metrics.addUp()).as(summary(metrics)).isTrue();
                });
    }

    private static String summary(ForwarderMetrics metrics) {
        return "received=%d, kernelDropped=%d, rejected=%d, dropped=%d, buffered=%d"
                .formatted(
                        metrics.received(),
                        metrics.kernelDropped(),
                        metrics.rejected(),
                        metrics.dropped(),
                        metrics.buffered());
    }
}
