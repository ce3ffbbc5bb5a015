// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import io.raygate.block.Workload;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PodTableTest {

    private static final InetAddress V4 = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress V6 = InetAddress.ofLiteral("2001:db8::1");

    private final PodTable table = new PodTable(10);

    @Test
    void byAddress_dualStackPod_isAtBoth() {
        table.put(pod("a", 0, V4, V6));

        assertThat(table.byAddress()).containsOnlyKeys(V4, V6);
        assertThat(table.byAddress().get(V6).address()).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void byAddress_addressReused_newerPodHasItAndKeepsItWhenTheOlderIsDeleted() {
        table.put(pod("old", 0, V4));
        table.put(pod("new", 60, V4));
        assertThat(holder()).isEqualTo("new");

        table.put(pod("old", 0, V4));
        assertThat(holder()).as("news of the older one change nothing").isEqualTo("new");

        table.remove("old");
        assertThat(holder()).isEqualTo("new");
    }

    @Test
    void byAddress_podThatWaitedLongForItsAddress_hasItFromTheYoungerOne() {
        table.put(pod("created-later", 60, V4));
        table.put(pod("created-first", 0, V4));

        assertThat(holder()).isEqualTo("created-first");
    }

    @Test
    void byAddress_terminatingPod_keepsItsAddressUntilAnotherClaimsIt() {
        table.put(pod("new", 60, V4));
        table.put(terminating(pod("old", 0, V4)));
        assertThat(holder()).isEqualTo("new");

        table.remove("new");
        assertThat(holder()).isEqualTo("old");
    }

    @Test
    void put_endedOrOnTheHostsNetwork_hasNoAddress() {
        table.put(pod("a", 0, V4));

        table.put(ended(pod("a", 0, V4)));
        table.put(onHostNetwork(pod("b", 0, V4)));
        table.put(pod("not-started-yet", 0));

        assertThat(table.byAddress()).isEmpty();
        assertThat(table.pods()).isZero();
    }

    @Test
    void put_nothingChanged_keepsTheInstance() {
        table.put(pod("a", 0, V4));
        Workload before = table.byAddress().get(V4);

        table.put(pod("a", 0, V4));
        table.replace(List.of(pod("a", 0, V4)));

        assertThat(table.byAddress().get(V4)).isSameAs(before);
    }

    @Test
    void replace_podsInAnyOrder_youngestHasTheAddress() {
        table.put(pod("gone", 90, V6));

        table.replace(List.of(pod("new", 60, V4), pod("old", 0, V4)));

        assertThat(holder()).isEqualTo("new");
        assertThat(table.byAddress()).containsOnlyKeys(V4);
    }

    @Test
    void put_moreThanAllowed_isCountedAndNotTakenUp() {
        for (int i = 0; i < 13; i++) {
            table.put(pod("p" + i, i, InetAddress.ofLiteral("10.0.1." + i)));
        }

        assertThat(table.pods()).isEqualTo(10);
        assertThat(table.refused()).isEqualTo(3);
    }

    @Test
    void byAddress_entryTooLargeForABlock_goesWithoutImageAndLabels() {
        table.put(new Pod(
                "u",
                "shop",
                "a",
                Instant.EPOCH,
                List.of(V4),
                false,
                false,
                false,
                "",
                "",
                "",
                "x".repeat(9_000),
                Map.of("a", "b")));

        assertThat(table.byAddress().get(V4))
                .isEqualTo(new Workload("10.0.0.1", "shop", "a", "u", "", "", "", "", Map.of()));
    }

    private String holder() {
        return table.byAddress().get(V4).pod();
    }

    private static Pod pod(String name, int createdSeconds, InetAddress... addresses) {
        return pod(name, createdSeconds, false, false, false, addresses);
    }

    private static Pod pod(
            String name, int createdSeconds, boolean host, boolean ended, boolean stopping, InetAddress... addresses) {
        Instant created = Instant.EPOCH.plusSeconds(createdSeconds);
        return new Pod(
                name, "shop", name, created, List.of(addresses), host, ended, stopping, "w", "c", "id", "i", Map.of());
    }

    private static Pod terminating(Pod pod) {
        return pod(pod.name(), 0, false, false, true, V4);
    }

    private static Pod ended(Pod pod) {
        return pod(pod.name(), 0, false, true, false, V4);
    }

    private static Pod onHostNetwork(Pod pod) {
        return pod(pod.name(), 0, true, false, false, V4);
    }
}
