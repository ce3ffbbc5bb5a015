// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.ForwarderMetrics;
import io.raygate.it.stack.ForwarderProcess;
import io.raygate.it.stack.Ports;
import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.Relay;
import io.raygate.it.stack.SharedStack;
import io.raygate.it.stack.StreamBlocks;
import io.raygate.testing.RunLength;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The forwarder keeps what a socket has handed over while the stream is out of reach and when it is killed. In full
 * length: {@code -Draygate.it.outage.seconds=60 -Draygate.it.outage.rate=5000 -Draygate.it.kills=20}.
 */
@ExtendWith(SharedStack.class)
class SpoolIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LINGER = Duration.ofSeconds(1);

    /** What a busy machine needs to get a datagram from the sender to the forwarder, and a block to the disk. */
    private static final Duration SLACK = Duration.ofMillis(500);

    /** A few seconds of traffic, so that the disk is needed soon. */
    private static final int MEMORY_BYTES_A_DOCUMENT = 256;

    private static final int KILL_RATE = 1_000;
    private static final int SHARDS = 4;

    @TempDir
    Path spool;

    @Test
    void send_kinesisOutOfReach_losesNothing(RaygateStack stack) {
        int seconds = RunLength.of("raygate.it.outage.seconds", 10, 60);
        int perSecond = RunLength.of("raygate.it.outage.rate", 1_000, 5_000);
        var sent = new SentDocuments();
        try (var stream = new StreamBlocks(stack.ports().aws(), "spool-outage", SHARDS);
                var relay = new Relay(stack.ports().aws());
                var forwarder = start(
                        relay,
                        "spool-outage",
                        Map.of("raygate.spool.max-memory", MEMORY_BYTES_A_DOCUMENT * perSecond + ""))) {
            CompletableFuture<Void> sending = sent.send(forwarder.daemon(), perSecond);
            await().atMost(PATIENCE).until(() -> forwarder.metrics().published() > perSecond);
            relay.cut();
            long receivedBefore = forwarder.metrics().received();
            await().atMost(PATIENCE)
                    .until(() -> forwarder.metrics().received() - receivedBefore >= (long) seconds * perSecond);
            await("what memory does not hold is on disk")
                    .atMost(PATIENCE)
                    .until(() -> forwarder.metrics().onDisk() > 0);
            ForwarderMetrics outage = forwarder.metrics();
            relay.mend();
            await().atMost(PATIENCE).until(() -> forwarder.metrics().onDisk() == 0);
            sent.stop();
            sending.join();
            ForwarderMetrics end = awaitPublished(forwarder, sent.nanosById().size());

            StreamLedger ledger = StreamLedger.of(stream.all());
            assertThat(outage.onDisk()).isPositive();
            assertThat(end.dropped()).isZero();
            assertThat(missing(sent, ledger)).isEmpty();
            assertThat(ledger.gaps()).isEmpty();
            System.out.printf(
                    "%nKinesis out of reach for %d s at %,d/s: sent %,d, on disk at the end of it %,d, "
                            + "on the stream %,d, lost 0, blocks repeated %d%n",
                    seconds,
                    perSecond,
                    sent.nanosById().size(),
                    outage.onDisk(),
                    ledger.documentIds().size(),
                    ledger.repeatedBlocks());
        }
    }

    @Test
    void send_forwarderKilledAgainAndAgain_losesAtMostTheLingerWindow(RaygateStack stack) {
        int kills = RunLength.of("raygate.it.kills", 4, 20);
        Map<Integer, SentDocuments> rounds = new HashMap<>();
        Map<Integer, Long> killedAtNanos = new HashMap<>();
        try (var stream = new StreamBlocks(stack.ports().aws(), "spool-kill", SHARDS);
                var relay = new Relay(stack.ports().aws())) {
            for (int round = 0; round < kills; round++) {
                // every other time the stream is out of reach, so that the disk is all there is
                if (round % 2 == 1) {
                    relay.cut();
                }
                rounds.put(round, new SentDocuments());
                killedAtNanos.put(round, sendAndKill(relay, rounds.get(round)));
                if (round % 2 == 1) {
                    relay.mend();
                }
            }
            try (var last = start(relay, "spool-kill", Map.of("raygate.spool.mode", "always"))) {
                awaitPublished(last, 0);
            }
            StreamLedger ledger = StreamLedger.of(stream.all());
            rounds.forEach((round, sent) -> assertLossWithinLinger(round, sent, killedAtNanos.get(round), ledger));
            assertThat(ledger.sequences()).hasSize(kills);
            assertGapsOnlyAtTheEnd(ledger);
            System.out.printf("blocks repeated %d%n", ledger.repeatedBlocks());
        }
    }

    /** When it was killed. */
    private long sendAndKill(Relay relay, SentDocuments sent) {
        try (var forwarder = start(relay, "spool-kill", Map.of("raygate.spool.mode", "always"))) {
            CompletableFuture<Void> sending = sent.send(forwarder.daemon(), KILL_RATE);
            await().atMost(PATIENCE).until(() -> forwarder.metrics().received() >= 2L * KILL_RATE);
            long killedAtNanos = System.nanoTime();
            forwarder.kill();
            sent.stop();
            sending.join();
            return killedAtNanos;
        }
    }

    private static void assertLossWithinLinger(int round, SentDocuments sent, long killedAtNanos, StreamLedger ledger) {
        List<Long> lostNanosBeforeKill = sent.nanosById().entrySet().stream()
                .filter(document -> document.getValue() < killedAtNanos)
                .filter(document -> !ledger.documentIds().contains(document.getKey()))
                .map(document -> killedAtNanos - document.getValue())
                .toList();
        System.out.printf(
                "killed, round %d: sent %,d, lost %,d, the oldest of them %d ms before the kill%n",
                round,
                sent.nanosById().size(),
                lostNanosBeforeKill.size(),
                TimeUnit.NANOSECONDS.toMillis(lostNanosBeforeKill.stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0)));
        assertThat(lostNanosBeforeKill)
                .allSatisfy(nanos -> assertThat(Duration.ofNanos(nanos)).isLessThan(LINGER.plus(SLACK)));
    }

    /** What was sent and is not on the stream; AssertJ's own containsAll is quadratic. */
    private static Set<String> missing(SentDocuments sent, StreamLedger ledger) {
        Set<String> missing = new HashSet<>(sent.nanosById().keySet());
        missing.removeAll(ledger.documentIds());
        return missing;
    }

    /** Of blocks sealed within the last moment, one may be on the stream and the one before it nowhere. */
    private static void assertGapsOnlyAtTheEnd(StreamLedger ledger) {
        ledger.gaps().forEach((producer, missing) -> {
            long last = ledger.sequences().get(producer).last();
            assertThat(missing).allSatisfy(sequence -> assertThat(sequence).isGreaterThan(last - 3));
        });
    }

    private ForwarderProcess start(Relay relay, String stream, Map<String, String> more) {
        Map<String, String> configuration = new HashMap<>(more);
        configuration.put("raygate.publish.stream", stream);
        configuration.put("raygate.publish.max-backoff", "1s");
        configuration.put("raygate.spool.directory", spool.toString());
        return ForwarderProcess.start(Ports.free(), relay.endpoint(), configuration);
    }

    /** The last metrics, once everything is published. */
    private static ForwarderMetrics awaitPublished(ForwarderProcess forwarder, long atLeast) {
        await("everything to be published")
                .atMost(PATIENCE)
                .until(() -> forwarder.metrics().buffered() == 0
                        && forwarder.metrics().received() >= atLeast);
        ForwarderMetrics metrics = forwarder.metrics();
        assertThat(metrics.addUp()).as("%s", metrics).isTrue();
        return metrics;
    }
}
