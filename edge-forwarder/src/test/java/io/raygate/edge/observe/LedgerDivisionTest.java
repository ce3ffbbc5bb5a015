// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import io.raygate.edge.observe.Ledger.Balance;
import io.raygate.edge.observe.Ledger.Balances;
import io.raygate.edge.observe.Ledger.Contents;
import io.raygate.edge.observe.Ledger.Division;
import io.raygate.edge.tenant.Tenant;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerDivisionTest {

    private static final Tenant SHOP = new Tenant("shop");
    private static final Tenant BANK = new Tenant("bank");

    private final Ledger ledger = new Ledger();

    @Test
    void division_everyKindOfEntry_addsUpForEachTenantAndForAll() {
        ledger.divide(Map.of("web", SHOP, "bank", BANK));
        Accounts shop = ledger.of(SHOP);
        shop.acceptSpans(0);
        shop.acceptSpans(7);
        shop.replay(new Contents(10, 20));
        shop.publish(new Contents(3, 7));
        shop.drop(DropReason.SPOOL_FULL, new Contents(4, 8));
        ledger.of(BANK).accept();
        ledger.of(Tenant.OTHERS).accept();
        ledger.accept();
        ledger.shed(DropReason.RATE_LIMITED, "web");
        ledger.shedSpans(DropReason.RATE_LIMITED, "web", 5);
        ledger.shed(DropReason.NO_TENANT, "kube-system");
        ledger.reject(RejectReason.EMPTY_DATAGRAM);

        Division division = ledger.division();

        Balance documents = of(division, SHOP).documents();
        assertThat(documents.received()).isEqualTo(3);
        assertThat(documents.replayed()).isEqualTo(10);
        assertThat(documents.published()).isEqualTo(3);
        assertThat(documents.buffered()).isEqualTo(5);
        assertThat(documents.dropped())
                .containsEntry(DropReason.SPOOL_FULL, 4L)
                .containsEntry(DropReason.RATE_LIMITED, 1L);
        assertThat(of(division, SHOP).spans().received()).isEqualTo(12);
        assertThat(of(division, BANK).documents().buffered()).isEqualTo(1);
        Balance others = of(division, Tenant.OTHERS).documents();
        assertThat(others.received()).isEqualTo(4);
        assertThat(others.dropped()).containsEntry(DropReason.NO_TENANT, 1L);
        assertThat(others.rejectedTotal()).isEqualTo(1);
        division.parts().values().forEach(part -> assertCloses(part.documents()));
        division.parts().values().forEach(part -> assertCloses(part.spans()));
        assertSum(division, Balance::received);
        assertSum(division, Balance::buffered);
        assertSum(division, Balance::droppedTotal);
        assertSum(division, Balance::rejectedTotal);
        assertSum(division, Balance::published);
    }

    @Test
    void division_noTenants_isOthersAlone() {
        ledger.accept();

        assertThat(ledger.division().parts()).containsOnlyKeys(Tenant.OTHERS);
        assertThat(of(ledger.division(), Tenant.OTHERS)).isEqualTo(ledger.balances());
    }

    private static Balances of(Division division, Tenant tenant) {
        Balances part = division.parts().get(tenant);
        assertThat(part).isNotNull();
        return part;
    }

    private static void assertCloses(Balance balance) {
        assertThat(balance.received() + balance.replayed())
                .isEqualTo(balance.published() + balance.rejectedTotal() + balance.droppedTotal() + balance.buffered());
    }

    private static void assertSum(Division division, ToLongFunction<Balance> account) {
        long sum = division.parts().values().stream()
                .mapToLong(part -> account.applyAsLong(part.documents()))
                .sum();
        assertThat(sum).isEqualTo(account.applyAsLong(division.whole().documents()));
    }
}
