// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final Candidate ORDERS = new Candidate("orders", "PutRecords", new byte[] {1});
    private static final Candidate PAYMENTS = new Candidate("payments", "PutRecords", new byte[] {1});

    private final Faults faults = new Faults(FaultyService.KINESIS, 2);

    @Test
    void forEntry_aThird_hitsEveryThird() {
        faults.add(fault(FaultKind.THROTTLE_ENTRIES, 1 / 3.0), NOW);

        assertThat(IntStream.range(0, 300)
                        .filter(i -> faults.forEntry(ORDERS, NOW).isPresent())
                        .boxed())
                .hasSize(100)
                .startsWith(2, 5, 8);
        assertThat(faults.injected()).isEqualTo(100);
    }

    @Test
    void forEntry_otherStreamOrRequestFault_isNotHit() {
        faults.add(fault(FaultKind.THROTTLE_ENTRIES, 1), NOW);
        faults.add(fault(FaultKind.RESET, 1), NOW);

        assertThat(faults.forEntry(PAYMENTS, NOW)).isEmpty();
        assertThat(faults.forEntry(ORDERS, NOW)).map(Fault::kind).contains(FaultKind.THROTTLE_ENTRIES);
        assertThat(faults.forCall(ORDERS, NOW)).map(Fault::kind).contains(FaultKind.RESET);
    }

    @Test
    void forEntry_afterItsDuration_isOver() {
        faults.add(fault(FaultKind.THROTTLE_ENTRIES, 1), NOW);

        assertThat(faults.forEntry(ORDERS, NOW.plusMillis(9_999))).isPresent();
        assertThat(faults.forEntry(ORDERS, NOW.plusSeconds(10))).isEmpty();
    }

    @Test
    void add_asManyAsAllowedActive_isRefusedUntilOneEnds() {
        faults.add(fault(FaultKind.SLOW, 1), NOW);
        faults.add(fault(FaultKind.RESET, 1), NOW);

        assertThat(faults.add(fault(FaultKind.HTTP_500, 1), NOW)).isFalse();
        assertThat(faults.add(fault(FaultKind.HTTP_500, 1), NOW.plusSeconds(10)))
                .isTrue();
    }

    @Test
    void fault_shareOutsideRange_isRefused() {
        assertThatThrownBy(() -> fault(FaultKind.SLOW, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fault(FaultKind.SLOW, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Fault fault(FaultKind kind, double share) {
        return new Fault(
                new Fault.Aim("orders", Set.of("*"), "", share), kind, Duration.ofSeconds(10), Fault.Effect.DEFAULT);
    }
}
