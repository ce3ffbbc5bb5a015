// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.sampling;

import io.raygate.local.xray.index.Documents;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SamplingClientsTest {

    private static final Instant NOW = Instant.ofEpochSecond(Documents.EPOCH);

    @Test
    void share_sumOverClients_isTheReservoir() {
        for (int clients = 1; clients <= 12; clients++) {
            for (int reservoir = 0; reservoir <= 30; reservoir++) {
                List<String> ids =
                        IntStream.range(0, clients).mapToObj(Integer::toString).toList();
                int size = reservoir;
                assertThat(ids.stream()
                                .mapToInt(id -> SamplingClients.share(ids, id, size))
                                .sum())
                        .isEqualTo(reservoir);
            }
        }
    }

    @Test
    void quota_firstReport_earnsNothingYet() {
        SamplingClients clients = new SamplingClients(10);
        assertThat(clients.quota("rule", "a", 10, NOW)).isEmpty();
        assertThat(clients.quota("rule", "a", 10, NOW)).hasValue(10);
    }

    @Test
    void quota_secondClient_halves() {
        SamplingClients clients = new SamplingClients(10);
        clients.quota("rule", "a", 10, NOW);
        assertThat(clients.quota("rule", "a", 10, NOW)).hasValue(10);
        clients.quota("rule", "b", 10, NOW);
        assertThat(clients.quota("rule", "b", 10, NOW)).hasValue(5);
        assertThat(clients.quota("rule", "a", 10, NOW)).hasValue(5);
    }

    @Test
    void quota_clientsOfOtherRules_doNotShare() {
        SamplingClients clients = new SamplingClients(10);
        clients.quota("other", "a", 10, NOW);
        clients.quota("rule", "b", 10, NOW);
        assertThat(clients.quota("rule", "b", 10, NOW)).hasValue(10);
    }

    @Test
    void quota_silentClient_isForgottenAfterItsQuotaHasExpired() {
        SamplingClients clients = new SamplingClients(10);
        clients.quota("rule", "a", 10, NOW);
        clients.quota("rule", "b", 10, NOW);
        assertThat(clients.quota("rule", "b", 10, NOW.plus(SamplingOperations.QUOTA_TTL)))
                .hasValue(5);
        assertThat(clients.quota("rule", "b", 10, NOW.plusSeconds(331))).hasValue(10);
    }

    @Test
    void quota_moreClientsThanAllowed_forgetsTheOneSilentLongest() {
        SamplingClients clients = new SamplingClients(2);
        clients.quota("rule", "a", 12, NOW);
        clients.quota("rule", "b", 12, NOW);
        clients.quota("rule", "a", 12, NOW);
        assertThat(clients.quota("rule", "c", 12, NOW)).isEmpty();
        assertThat(clients.quota("rule", "a", 12, NOW)).as("b was forgotten").hasValue(6);
    }
}
