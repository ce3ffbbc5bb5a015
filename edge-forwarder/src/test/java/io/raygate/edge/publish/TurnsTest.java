// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.raygate.aws.Backoff;
import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.publish.PublisherTest.FakeTiming;
import io.raygate.edge.spool.BlockSpool;
import io.raygate.edge.spool.TestBlocks;
import io.raygate.edge.tenant.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTest {

    private static final Tenant SHOP = new Tenant("shop");
    private static final Tenant BANK = new Tenant("bank");
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration BACKOFF = Duration.ofSeconds(1);

    private final Ledger ledger = new Ledger();
    private final BlockSpool spool = TestBlocks.memorySpool(ledger, 1_000_000);
    private final FakeTiming time = new FakeTiming();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeSink shopSink = new FakeSink();
    private final FakeSink bankSink = new FakeSink();
    private final TenantCalls shop = calls(SHOP, shopSink);
    private final TenantCalls bank = calls(BANK, bankSink);

    @Test
    void run_blocksOfTwo_eachGoToTheirOwnStream() {
        offer(SHOP, 1, 3);
        offer(BANK, 10, 12);
        Turns turns = draining(1);

        new Turns.Caller(turns).run();

        assertThat(shopSink.calls()).containsExactly(List.of(1L, 2L), List.of(3L));
        assertThat(bankSink.calls()).containsExactly(List.of(10L, 11L), List.of(12L));
        assertThat(published(SHOP)).isEqualTo(30);
        assertThat(published(BANK)).isEqualTo(30);
    }

    @Test
    void next_twoThatWait_takeTurns() throws Exception {
        offer(SHOP, 1, 8);
        offer(BANK, 11, 18);
        Turns turns = draining(1);
        List<TenantCalls> order = new ArrayList<>();

        for (int i = 0; i < 4; i++) {
            TenantCalls next = turns.next().orElseThrow();
            order.add(next);
            next.call();
            turns.done(next);
        }

        assertThat(order).containsExactly(shop, bank, shop, bank);
    }

    @Test
    void next_oneIsThrottled_theOtherFlowsAndNothingIsLeased() throws Exception {
        shopSink.then(blocks -> new PutResult.Answered(List.of(), blocks, "ProvisionedThroughputExceededException"));
        offer(SHOP, 1, 2);
        offer(BANK, 11, 16);
        Turns turns = draining(1);

        List<TenantCalls> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            TenantCalls next = turns.next().orElseThrow();
            order.add(next);
            next.call();
            turns.done(next);
        }

        assertThat(order).containsExactly(shop, bank, bank, bank);
        assertThat(published(BANK)).isEqualTo(60);
        assertThat(spool.hasWaiting(SHOP)).isTrue();
        assertThat(shop.nanosLeft(true)).isPositive().isLessThanOrEqualTo(BACKOFF.toNanos());
        time.sleep(BACKOFF);
        new Turns.Caller(turns).run();
        assertThat(shopSink.calls()).containsExactly(List.of(1L, 2L), List.of(1L, 2L));
        assertThat(ledger.balance().buffered()).isZero();
    }

    @Test
    void next_streamsThatDoNotAnswer_leaveOneThreadToTheOthers() throws Exception {
        Tenant third = new Tenant("toys");
        FakeSink thirdSink = new FakeSink();
        TenantCalls toys = calls(third, thirdSink);
        shopSink.then(blocks -> new PutResult.NoAnswer(blocks, "Timeout", "no answer in time"));
        bankSink.then(blocks -> new PutResult.NoAnswer(blocks, "Timeout", "no answer in time"));
        offer(SHOP, 1, 1);
        offer(BANK, 11, 11);
        Turns turns = new Turns(List.of(shop, bank, toys), spool, 2);
        turns.drain();
        for (int i = 0; i < 2; i++) {
            TenantCalls next = turns.next().orElseThrow();
            next.call();
            turns.done(next);
        }
        time.sleep(BACKOFF);

        TenantCalls silent = turns.next().orElseThrow();
        offer(third, 21, 21);
        TenantCalls other = turns.next().orElseThrow();

        assertThat(silent).isSameAs(shop);
        assertThat(silent.isSilent()).isTrue();
        assertThat(other).isSameAs(toys); // though the other one that is silent comes first
    }

    @Test
    void call_oneBlockIsRefused_isFoundAndTheRestDelivered() {
        FakeSink picky = new FakeSink()
                .thenAlways(blocks -> blocks.stream().anyMatch(block -> block.sequence() == 3)
                        ? new PutResult.NoAnswer(blocks, "ValidationException", "too long")
                        : new PutResult.Answered(blocks, List.of(), ""));
        Tenant toys = new Tenant("toys");
        TenantCalls calls = new TenantCalls(toys, spool, picky, new PublishMetrics(registry), limits(8), pace());
        offer(toys, 1, 8);

        for (int i = 0; i < 20; i++) {
            time.advance(Duration.ofMinutes(1));
            callOnce(calls);
        }

        assertThat(published(toys)).isEqualTo(70);
        assertThat(picky.calls()).contains(List.of(3L));
    }

    @Test
    void nanosLeft_afterACallThatWasNotFull_letsRecordsComeTogether() throws Exception {
        offer(SHOP, 1, 1);

        shop.call();

        assertThat(shop.nanosLeft(false)).isEqualTo(INTERVAL.toNanos());
        assertThat(shop.nanosLeft(true)).isZero();
    }

    @Test
    void next_ended_isEmpty() throws Exception {
        offer(SHOP, 1, 1);
        Turns turns = new Turns(List.of(shop), spool, 1);

        turns.end();

        assertThat(turns.next()).isEqualTo(Optional.empty());
    }

    private static void callOnce(TenantCalls calls) {
        try {
            calls.call();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Turns draining(int threads) {
        Turns turns = new Turns(List.of(shop, bank), spool, threads);
        turns.drain();
        return turns;
    }

    private TenantCalls calls(Tenant tenant, FakeSink sink) {
        return new TenantCalls(tenant, spool, sink, new PublishMetrics(registry), limits(2), pace());
    }

    private static PublishLimits limits(int maxRecords) {
        return new PublishLimits("stream", maxRecords, 1_000_000, INTERVAL, 3);
    }

    private Pace pace() {
        return new Pace(new SendRate(), Backoff.fixed(BACKOFF), time);
    }

    private long published(Tenant tenant) {
        return ledger.division().parts().get(tenant).documents().published();
    }

    private void offer(Tenant tenant, int first, int last) {
        for (int sequence = first; sequence <= last; sequence++) {
            SealedBlock block = TestBlocks.block(sequence, 100);
            for (int i = 0; i < TestBlocks.DOCUMENTS; i++) {
                ledger.of(tenant).acceptSpans(block.spans() / TestBlocks.DOCUMENTS);
            }
            spool.offer(tenant, block);
        }
    }
}
