// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.workload.kubernetes;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OwnerTest {

    /** 29,404,800 minutes and 1,764,288,000 seconds after the epoch are 2025-11-28T00:00Z. */
    private static final Instant CREATED = Instant.parse("2025-11-28T00:00:05Z");

    @ParameterizedTest
    @CsvSource({
        "ReplicaSet, storefront-5d8c7b9f6, 5d8c7b9f6, storefront",
        "ReplicaSet, storefront-5d8c7b9f6, '', storefront-5d8c7b9f6",
        "ReplicaSet, storefront, 5d8c7b9f6, storefront",
        "ReplicaSet, -5d8c7b9f6, 5d8c7b9f6, -5d8c7b9f6",
        "StatefulSet, inventory, 5d8c7b9f6, inventory",
        "DaemonSet, agent, '', agent",
        "Job, report-29404800, '', report",
        "Job, report-1764288000, '', report",
        "Job, import-20261122, '', import-20261122",
        "Job, import-29999999, '', import-29999999",
        "Job, migrate, '', migrate",
        "Job, 29404800, '', 29404800",
        "Node, ip-10-0-0-1.ec2.internal, '', ''",
        "CloneSet, other, '', other",
        "'', '', '', ''",
    })
    void of_kindAndName_isTheWorkload(String kind, String name, String hash, String workload) {
        assertThat(Owner.of(kind, name, hash, CREATED)).isEqualTo(workload);
    }
}
