// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LostLogTest {

    @Test
    void note_oftenInAMinute_saysItOnceAndThenTheSum() {
        LostLog log = new LostLog();
        long start = 5;

        assertThat(log.note("shop", 2, List.of("NOT_JSON"), List.of("7-42"), start))
                .contains("Rejected, and there is no quarantine queue: count=2, tenant=shop, reasons=[NOT_JSON],"
                        + " blocks=[7-42]");
        assertThat(log.note("shop", 3, List.of(), List.of(), start + 1)).isEmpty();
        assertThat(log.note(
                        "bank",
                        4,
                        List.of(),
                        List.of(),
                        start + Duration.ofMinutes(1).toNanos()))
                .hasValueSatisfying(line -> assertThat(line).contains("count=7, tenant=bank"));
    }
}
