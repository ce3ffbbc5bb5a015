// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.raygate.aws.Backoff;
import io.raygate.aws.Timing;
import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spool.BlockSpool;
import io.raygate.edge.spool.TestBlocks;
import io.raygate.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import static io.raygate.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

class PublisherTest {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final Ledger ledger = new Ledger();
    private final BlockSpool spool = TestBlocks.memorySpool(ledger, 1_000_000);
    private final FakeTiming time = new FakeTiming();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void run_allAccepted_publishesEveryBlockOnce() {
        FakeSink sink = new FakeSink();
        offer(5);

        drainThrough(sink, 2);

        assertThat(sink.calls()).containsExactly(List.of(0L, 1L), List.of(2L, 3L), List.of(4L));
        assertThat(ledger.balance().published()).isEqualTo(50);
        assertThat(ledger.balance().buffered()).isZero();
        assertThat(registry.counter("raygate.blocks.published").count()).isEqualTo(5);
    }

    @Test
    void run_someEntriesFailed_sendsOnlyThoseAgain() {
        FakeSink sink = new FakeSink()
                .then(blocks -> new PutResult.Answered(
                        List.of(blocks.get(0), blocks.get(2)), List.of(blocks.get(1), blocks.get(3)), "Throttled"))
                .then(blocks -> new PutResult.Answered(List.of(), blocks, "Throttled"));
        offer(4);

        drainThrough(sink, 10);

        assertThat(sink.calls()).containsExactly(List.of(0L, 1L, 2L, 3L), List.of(1L, 3L), List.of(1L, 3L));
        assertThat(ledger.balance().published()).isEqualTo(40);
        assertThat(registry.counter("raygate.put.failures", "code", "Throttled").count())
                .isEqualTo(4);
    }

    @Test
    void run_noAnswer_sendsAllAgain() {
        FakeSink sink = new FakeSink()
                .then(blocks -> new PutResult.NoAnswer(blocks, "Timeout", "no answer in time"))
                .then(blocks -> new PutResult.NoAnswer(blocks, "Timeout", "no answer in time"));
        offer(2);

        drainThrough(sink, 10);

        assertThat(sink.calls()).containsExactly(List.of(0L, 1L), List.of(0L, 1L), List.of(0L, 1L));
        assertThat(ledger.balance().published()).isEqualTo(20);
    }

    @Test
    void run_interruptedWhileTheStreamRefuses_leavesItsBlocksToTheSpool() throws Exception {
        FakeSink sink = new FakeSink();
        for (int i = 0; i < 100_000; i++) {
            sink.then(blocks -> new PutResult.NoAnswer(blocks, "Timeout", "no answer in time"));
        }
        offer(3);
        Publisher publisher = publisher(sink, 10);
        Thread thread = Thread.ofPlatform().start(publisher);
        await(() -> sink.calls().size() >= 3);

        thread.interrupt();
        thread.join(Duration.ofSeconds(10));

        assertThat(thread.isAlive()).isFalse();
        assertThat(ledger.balance().buffered()).isEqualTo(30);
        spool.close(Duration.ofSeconds(20));
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SHUTDOWN, 30L);
    }

    @Test
    void run_sinkThrows_countsAFailedRoundAndGoesOn() {
        FakeSink sink = new FakeSink()
                .then(_ -> {
                    throw new IllegalStateException("a bug");
                })
                .then(_ -> {
                    throw new IndexOutOfBoundsException("an answer that is none");
                });
        offer(3);

        drainThrough(sink, 10);

        assertThat(sink.calls()).containsExactly(List.of(0L, 1L, 2L), List.of(0L, 1L, 2L), List.of(0L, 1L, 2L));
        assertThat(ledger.balance().published()).isEqualTo(30);
        assertThat(registry.counter("raygate.put.failures", "code", "IllegalStateException")
                        .count())
                .isEqualTo(3);
        assertThat(Duration.ofNanos(time.nanoTime())).as("it pauses").isPositive();
    }

    @Test
    void run_blocksRefusedForThemselves_areSetAsideAndTheOthersGoOn() {
        Set<Long> unsendable = Set.of(3L, 4L, 17L);
        FakeSink sink = new FakeSink().thenAlways(blocks -> refusing(blocks, unsendable));
        Publisher publisher = publisher(sink, 10);
        offer(20);
        // others are accepted in between
        sink.onCall(15, () -> offer(100, 20));
        sink.onCall(30, () -> offer(200, 20));
        publisher.drain();

        publisher.run();

        assertThat(ledger.balance().published()).isEqualTo(570);
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.UNSENDABLE, 30L);
        assertThat(ledger.balance().buffered()).isZero();
        assertThat(sink.calls()).as("no endless search").hasSizeLessThan(300);
    }

    @Test
    void run_streamRefusesEverything_setsNothingAside() {
        FakeSink sink = new FakeSink();
        for (int i = 0; i < 200; i++) {
            sink.then(blocks -> new PutResult.NoAnswer(blocks, "ValidationException", "no such stream"));
        }
        offer(5);

        drainThrough(sink, 10);

        assertThat(ledger.balance().published()).isEqualTo(50);
        assertThat(ledger.balance().droppedTotal()).isZero();
        assertThat(Duration.ofNanos(time.nanoTime())).as("it backs off").isGreaterThan(Duration.ofSeconds(60));
    }

    @Test
    void run_oneBlockNeverGetsAnAnswer_holdsUpNobodyAndIsKept() {
        Set<Long> silent = Set.of(2L);
        FakeSink sink = new FakeSink()
                .thenAlways(blocks -> blocks.stream().anyMatch(block -> silent.contains(block.sequence()))
                        ? new PutResult.NoAnswer(blocks, "Timeout", "no answer in time")
                        : new PutResult.Answered(blocks, List.of(), ""));
        Publisher publisher = publisher(sink, 10);
        offer(20);
        sink.onCall(500, publisher::end);

        publisher.run();

        assertThat(ledger.balance().published()).isEqualTo(190);
        assertThat(ledger.balance().droppedTotal()).isZero();
        assertThat(ledger.balance().buffered()).isEqualTo(10);
        assertThat(registry.counter("raygate.blocks.deferred").count()).isPositive();
    }

    @Test
    void run_oneBlockNeverGetsAnAnswer_spoilsNoSecondCallOfOthers() {
        Set<Long> silent = Set.of(2L);
        FakeSink sink = new FakeSink()
                .thenAlways(blocks -> blocks.stream().anyMatch(block -> silent.contains(block.sequence()))
                        ? new PutResult.NoAnswer(blocks, "Timeout", "no answer in time")
                        : new PutResult.Answered(blocks, List.of(), ""));
        Publisher publisher = publisher(sink, 100);
        offer(20);
        for (int call = 50; call < 500; call += 10) {
            int first = 10 * call;
            sink.onCall(call, () -> offer(first, 10));
        }
        sink.onCall(500, publisher::end);

        publisher.run();

        assertThat(sink.calls().subList(50, 500)).allSatisfy(call -> {
            if (call.contains(2L)) {
                assertThat(call).hasSize(1);
            }
        });
        assertThat(ledger.balance().buffered()).isEqualTo(10);
    }

    @Test
    void run_partOfEachCallFails_backsOffNoLessThanBefore() {
        FakeSink sink = new FakeSink();
        for (int i = 0; i < 8; i++) {
            sink.then(blocks -> new PutResult.NoAnswer(blocks, "Timeout", "no answer in time"));
        }
        offer(40);
        for (int i = 0; i < 39; i++) {
            sink.then(blocks -> new PutResult.Answered(
                    blocks.subList(0, 1),
                    blocks.subList(1, blocks.size()),
                    blocks.size() == 1 ? "" : "InternalFailure"));
        }

        drainThrough(sink, 40);

        assertThat(ledger.balance().published()).isEqualTo(400);
        assertThat(Duration.ofNanos(time.nanoTime())).isGreaterThan(Duration.ofSeconds(20));
    }

    @Test
    void run_streamThrottles_slowsDown() {
        FakeSink sink = new FakeSink();
        for (int i = 0; i < 20; i++) {
            sink.then(blocks -> new PutResult.Answered(List.of(), blocks, "ProvisionedThroughputExceededException"));
        }
        for (int sequence = 0; sequence < 100; sequence++) {
            TestBlocks.offer(spool, ledger, TestBlocks.block(sequence, 8_192));
        }

        drainThrough(sink, 100);

        assertThat(ledger.balance().published()).isEqualTo(1_000);
        assertThat(sink.calls().getFirst()).hasSize(100);
        assertThat(sink.calls().get(20)).hasSizeLessThan(10);
        assertThat(Duration.ofNanos(time.nanoTime())).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void run_noBacklog_letsRecordsGather() {
        List<Duration> calls = new ArrayList<>();
        FakeSink sink = new FakeSink();
        Publisher publisher = publisher(sink, 2);
        sink.then(blocks -> {
            calls.add(Duration.ofNanos(time.nanoTime()));
            TestBlocks.offer(spool, ledger, TestBlocks.block(7, 100));
            return new PutResult.Answered(blocks, List.of(), "");
        });
        sink.then(blocks -> {
            calls.add(Duration.ofNanos(time.nanoTime()));
            publisher.drain();
            return new PutResult.Answered(blocks, List.of(), "");
        });
        offer(1);

        publisher.run();

        assertThat(calls).containsExactly(Duration.ZERO, INTERVAL);
    }

    @Test
    void run_backlog_doesNotWait() {
        FakeSink sink = new FakeSink();
        Publisher publisher = publisher(sink, 2);
        sink.then(blocks -> new PutResult.Answered(blocks, List.of(), ""));
        sink.then(blocks -> {
            publisher.drain();
            return new PutResult.Answered(blocks, List.of(), "");
        });
        offer(4);

        publisher.run();

        assertThat(time.nanoTime()).isZero();
        assertThat(ledger.balance().published()).isEqualTo(40);
    }

    private static PutResult refusing(List<SealedBlock> blocks, Set<Long> unsendable) {
        return blocks.stream().anyMatch(block -> unsendable.contains(block.sequence()))
                ? new PutResult.NoAnswer(blocks, "ValidationException", "Member must have length less than 1048576")
                : new PutResult.Answered(blocks, List.of(), "");
    }

    private void offer(int blocks) {
        offer(0, blocks);
    }

    private void offer(int first, int blocks) {
        for (int sequence = first; sequence < first + blocks; sequence++) {
            TestBlocks.offer(spool, ledger, TestBlocks.block(sequence, 100));
        }
    }

    private void drainThrough(FakeSink sink, int maxRecords) {
        Publisher publisher = publisher(sink, maxRecords);
        publisher.drain();
        publisher.run();
    }

    private Publisher publisher(FakeSink sink, int maxRecords) {
        PublishLimits limits = new PublishLimits("stream", maxRecords, 1_000_000, INTERVAL, 3);
        Backoff backoff = Backoff.exponential("raygate.publish", Duration.ofMillis(100), Duration.ofSeconds(5))
                .withJitter(1, new SplittableRandom(3));
        Pace pace = new Pace(new SendRate(), backoff, time);
        return new Publisher(spool, sink, new PublishMetrics(registry), limits, pace);
    }

    /** Pauses of a publisher that take no time. */
    static final class FakeTiming extends FakeTime implements Timing {}
}
