// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.ForwarderMetrics;
import io.raygate.it.stack.LoneForwarder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.raygate.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The packaged forwarder takes datagrams before it has started, and answers for them however its start ends. */
class StartIT {

    private static final int DATAGRAMS = 2_000;
    private static final byte[] SEGMENT =
            "{\"format\":\"json\",\"version\":1}\n{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    private static final Pattern BOOKS = Pattern.compile(
            "Books closed: received=(\\d+), replayed=0, published=0, rejected=0, dropped=(\\d+), onDisk=0");

    /** As {@code application.yaml} has it: date, time, zone, level. */
    private static final String LINE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ +[A-Z]+ .*";

    @TempDir
    Path directory;

    @BeforeEach
    void needsLinux() {
        assumeThat(Path.of("/proc/net/udp")).exists();
    }

    @Test
    void start_datagramsBeforeItHasStarted_areInTheBooks() throws Exception {
        try (LoneForwarder forwarder = begin()) {
            forwarder.awaitSocket();
            try (var datagrams = new Datagrams(forwarder.ipv4())) {
                for (int i = 0; i < DATAGRAMS; i++) {
                    datagrams.send(SEGMENT);
                }
            }

            forwarder.awaitStarted();
            await(() -> counted(forwarder) == DATAGRAMS, () -> counted(forwarder));
            assertThat(forwarder.metrics().addUp()).isTrue();
            assertThat(forwarder.output()).doesNotContain("bound again");
        }
    }

    @Test
    void start_eachScrapeUnderLoad_addsUp() throws Exception {
        try (LoneForwarder forwarder = begin();
                var load = new Load(forwarder)) {
            int scrapes = 0;
            while (!forwarder.output().contains("started in") || scrapes < 20) {
                assertThat(forwarder.isAlive()).as("%s", forwarder.output()).isTrue();
                Optional<ForwarderMetrics> scrape = scrape(forwarder);
                scrape.ifPresent(
                        metrics -> assertThat(metrics.addUp()).as("%s", metrics).isTrue());
                scrapes += scrape.isPresent() ? 1 : 0;
            }
            load.stop();
            long sent = load.sent();
            await(() -> counted(forwarder) <= sent && forwarder.metrics().received() > 0);
        }
    }

    /** Whatever fails: a value that is read late, or a port. */
    @ParameterizedTest
    @ValueSource(
            strings = {"raygate.block.dictionary=0x1", "raygate.management.port=TAKEN", "raygate.proxy.port=TAKEN"})
    void start_fails_saysWhatItDrops(String setting) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LoneForwarder forwarder = begin(setting.replace("TAKEN", Integer.toString(taken.getLocalPort())));
                var _ = new Load(forwarder)) {
            assertThat(forwarder.awaitEnd()).isEqualTo(1);

            Matcher books = BOOKS.matcher(forwarder.output());
            assertThat(books.find()).as("%s", forwarder.output()).isTrue();
            assertThat(books.group(2)).isEqualTo(books.group(1)).isNotEqualTo("0");
            assertThat(books.find()).isFalse();
        }
    }

    @Test
    void start_isKilledMeanwhile_theNextOneStarts() throws Exception {
        String spool = "raygate.spool.directory=" + directory.resolve("spool");
        for (int i = 0; i < 3; i++) {
            try (LoneForwarder killed = begin(spool);
                    var _ = new Load(killed)) {
                killed.awaitSocket();
                LockSupport.parkNanos(Duration.ofMillis(150L * i).toNanos()); // at another step each time
                killed.kill();
            }
        }
        try (LoneForwarder next = begin(spool);
                var load = new Load(next)) {
            next.awaitStarted();
            await(() -> next.metrics().received() > 0);
            load.stop();
            assertThat(next.metrics().addUp()).isTrue();
        }
    }

    @Test
    void start_systemWithoutIpv6_listensOnAllItHas() throws Exception {
        try (LoneForwarder forwarder = begin("java.net.preferIPv4Stack=true", "raygate.receive.addresses=:0")) {
            forwarder.awaitStarted();

            assertThat(forwarder.output()).contains("Listening on UDP :").doesNotContain("bound again");
        }
    }

    /** The configuration library logs, and must not be the first to choose who writes the log. */
    @Test
    void start_addressIsAnExpression_logsAsEver() throws Exception {
        try (LoneForwarder forwarder = begin("raygate.receive.addresses=${raygate.test.host:127.0.0.1}:0")) {
            forwarder.awaitStarted();
            await(() -> output(forwarder).contains("Ready to publish")
                    || output(forwarder).contains("does not answer"));

            assertThat(output(forwarder).lines().filter(line -> !line.isBlank() && !line.contains("raygate.test.host")))
                    .allMatch(line -> line.matches(LINE));
        }
    }

    private LoneForwarder begin(String... properties) throws IOException {
        return LoneForwarder.begin(Files.createTempFile(directory, "forwarder", ".log"), properties);
    }

    private static long counted(LoneForwarder forwarder) {
        ForwarderMetrics metrics = forwarder.metrics();
        return metrics.received() + metrics.kernelDropped();
    }

    private static String output(LoneForwarder forwarder) {
        try {
            return forwarder.output();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Empty where the management port does not answer yet. */
    private static Optional<ForwarderMetrics> scrape(LoneForwarder forwarder) {
        return forwarder.isManaged() ? Optional.of(forwarder.metrics()) : Optional.empty();
    }

    /** Sends datagrams from before the socket is bound until it is closed. */
    private static final class Load implements AutoCloseable {

        private final Datagrams datagrams;
        private final AtomicLong sent = new AtomicLong();
        private final Thread thread = new Thread(this::send, "load");
        private volatile boolean closed;

        Load(LoneForwarder forwarder) throws IOException {
            this.datagrams = new Datagrams(forwarder.ipv4());
            thread.start();
        }

        long sent() {
            return sent.get();
        }

        private void send() {
            while (!closed) {
                try {
                    datagrams.send(SEGMENT);
                    sent.incrementAndGet();
                } catch (IOException _) {
                    // nobody listens yet, or any more
                }
                LockSupport.parkNanos(1_000_000);
            }
        }

        void stop() {
            closed = true;
            await(() -> !thread.isAlive());
        }

        @Override
        public void close() {
            stop();
            datagrams.close();
        }
    }
}
