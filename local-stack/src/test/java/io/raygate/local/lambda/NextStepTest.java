// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.lambda.BatchOutcome.Failed;
import io.raygate.local.lambda.BatchOutcome.PartlyFailed;
import io.raygate.local.lambda.BatchOutcome.Succeeded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NextStepTest {

    private static final Failed FAILED = new Failed("test");

    private final Delivery five = Delivery.first(Records.numbered(5)).invoked();
    private final Delivery one = Delivery.first(Records.numbered(1)).invoked();

    @Test
    void after_success_finishes() {
        NextStep step = NextStep.after(five, new Succeeded(), Records.policy(true, 0));

        assertThat(step).isEqualTo(new NextStep.Finish(five.records()));
    }

    @Test
    void after_failureWithoutBisect_wholeBatchAgainAsRetry() {
        NextStep step = NextStep.after(five, FAILED, Records.policy(false, -1));

        assertThat(step).isEqualTo(new NextStep.SendAgain(List.of(), List.of(five.retried()), Duration.ofMillis(100)));
    }

    @Test
    void after_partialFailureWithoutBisect_restAgainAsRetry() {
        NextStep step = NextStep.after(five, new PartlyFailed(2), Records.policy(false, 1));

        assertThat(step)
                .isEqualTo(new NextStep.SendAgain(
                        five.records().subList(0, 2), List.of(five.slice(2, 5).retried()), Duration.ofMillis(100)));
    }

    @Test
    void after_partialFailureWithBisect_cutThereWithoutRetry() {
        NextStep step = NextStep.after(five, new PartlyFailed(4), Records.policy(true, 0));

        assertThat(step)
                .isEqualTo(new NextStep.SendAgain(
                        five.records().subList(0, 4), List.of(five.slice(4, 5)), Duration.ofMillis(100)));
    }

    @Test
    void after_failureWithBisect_halvesInOrderWithoutRetry() {
        NextStep step = NextStep.after(five, FAILED, Records.policy(true, 0));

        assertThat(step)
                .isEqualTo(new NextStep.SendAgain(
                        List.of(), List.of(five.slice(0, 3), five.slice(3, 5)), Duration.ofMillis(100)));
    }

    @Test
    void after_firstRecordReportedWithBisect_halves() {
        NextStep step = NextStep.after(five, new PartlyFailed(0), Records.policy(true, 0));

        assertThat(((NextStep.SendAgain) step).rest()).containsExactly(five.slice(0, 3), five.slice(3, 5));
    }

    @Test
    void after_singleRecordWithBisect_usesRetriesThenDiscards() {
        NextStep first = NextStep.after(one, FAILED, Records.policy(true, 1));
        NextStep second = NextStep.after(one.retried(), FAILED, Records.policy(true, 1));

        assertThat(((NextStep.SendAgain) first).rest()).containsExactly(one.retried());
        assertThat(second).isEqualTo(new NextStep.Discard(List.of(), one.retried()));
    }

    @Test
    void after_retriesUsedUpWithoutBisect_discardsOnlyTheRest() {
        NextStep step = NextStep.after(five, new PartlyFailed(3), Records.policy(false, 0));

        assertThat(step).isEqualTo(new NextStep.Discard(five.records().subList(0, 3), five.slice(3, 5)));
    }

    @Test
    void after_manyRetriesWithoutBound_goesOnWithLongestDelay() {
        Delivery old = new Delivery(Records.numbered(1), 1_000, 1_001);

        NextStep step = NextStep.after(old, FAILED, Records.policy(true, -1));

        assertThat(step).isEqualTo(new NextStep.SendAgain(List.of(), List.of(old.retried()), Duration.ofMillis(1_000)));
    }
}
