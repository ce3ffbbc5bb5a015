// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.raygate.edge.observe.Books.Shed;
import io.raygate.edge.observe.Ledger.Contents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    @Test
    void balance_afterEveryKindOfEntry_addsUp() {
        for (int i = 0; i < 10; i++) {
            ledger.accept();
        }
        ledger.reject(RejectReason.INVALID_HEADER);
        ledger.replay(Contents.ofSegments(5));
        ledger.publish(Contents.ofSegments(4));
        ledger.drop(DropReason.SPOOL_FULL, Contents.ofSegments(3));

        Ledger.Balance balance = ledger.balance();

        assertThat(balance.received()).isEqualTo(11);
        assertThat(balance.replayed()).isEqualTo(5);
        assertThat(balance.published()).isEqualTo(4);
        assertThat(balance.buffered()).isEqualTo(8);
        assertThat(balance.rejectedTotal()).isEqualTo(1);
        assertThat(balance.droppedTotal()).isEqualTo(3);
    }

    @Test
    void balance_whileOthersWrite_addsUpAtEveryMoment() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            writers.add(Thread.ofPlatform().start(() -> write(writing)));
        }

        for (int look = 0; look < 20_000; look++) {
            Ledger.Balance balance = ledger.balance();
            assertThat(balance.published() + balance.rejectedTotal() + balance.droppedTotal() + balance.buffered())
                    .isEqualTo(balance.received() + balance.replayed());
        }
        writing.set(false);
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void write(AtomicBoolean writing) {
        while (writing.get()) {
            ledger.accept();
            ledger.accept();
            ledger.replay(Contents.ofSegments(3));
            ledger.reject(RejectReason.EMPTY_DATAGRAM);
            ledger.publish(Contents.ofSegments(1));
            ledger.drop(DropReason.SHUTDOWN, Contents.ofSegments(1));
        }
    }

    @Test
    void shed_byNamespace_isReceivedDroppedAndBounded() {
        Ledger ledger = new Ledger();
        for (int i = 0; i < Shed.MAX_NAMESPACES + 50; i++) {
            ledger.shed(DropReason.THINNED, "namespace-" + i);
        }
        ledger.shed(DropReason.RATE_LIMITED, "namespace-0");
        ledger.accept();

        Ledger.Balance balance = ledger.balance();
        assertThat(balance.received()).isEqualTo(Shed.MAX_NAMESPACES + 52);
        assertThat(balance.received()).isEqualTo(balance.droppedTotal() + balance.buffered());
        assertThat(ledger.shedByNamespace())
                .hasSize(Shed.MAX_NAMESPACES + 1)
                .containsEntry("namespace-0", Map.of(DropReason.THINNED, 1L, DropReason.RATE_LIMITED, 1L))
                .containsEntry(Shed.OTHERS, Map.of(DropReason.THINNED, 50L));
    }
}
