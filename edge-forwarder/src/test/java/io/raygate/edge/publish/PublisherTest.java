// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spool.BlockSpool;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublisherTest {

    private static final int DOCUMENTS_A_BLOCK = 10;

    private final Ledger ledger = new Ledger();
    private final BlockSpool spool = new BlockSpool(ledger, 1_000_000);
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
    void run_interruptedWhileTheStreamRefuses_countsItsBlocksAsDropped() throws Exception {
        FakeSink sink = new FakeSink();
        for (int i = 0; i < 100_000; i++) {
            sink.then(blocks -> new PutResult.NoAnswer(blocks, "Timeout", "no answer in time"));
        }
        offer(3);
        Publisher publisher = publisher(sink, 10);
        Thread thread = Thread.ofPlatform().start(publisher);
        while (sink.calls().size() < 3) {
            Thread.onSpinWait();
        }

        thread.interrupt();
        thread.join(Duration.ofSeconds(10));

        assertThat(thread.isAlive()).isFalse();
        assertThat(ledger.balance().dropped()).containsEntry(DropReason.SHUTDOWN, 30L);
        assertThat(ledger.balance().buffered()).isZero();
    }

    private void offer(int blocks) {
        for (int sequence = 0; sequence < blocks; sequence++) {
            for (int i = 0; i < DOCUMENTS_A_BLOCK; i++) {
                ledger.accept();
            }
            spool.offer(new SealedBlock(new byte[100], sequence, DOCUMENTS_A_BLOCK, 400));
        }
    }

    private void drainThrough(FakeSink sink, int maxRecords) {
        Publisher publisher = publisher(sink, maxRecords);
        publisher.drain();
        publisher.run();
    }

    private Publisher publisher(FakeSink sink, int maxRecords) {
        Backoff backoff = new Backoff(Duration.ofNanos(1_000), Duration.ofMillis(1));
        PublishLimits limits = new PublishLimits("stream", maxRecords, 1_000_000, backoff);
        return new Publisher(spool, sink, ledger, new PublishMetrics(registry), limits);
    }
}
