// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.aws.Deadline;
import io.raygate.block.UnreadableBlock.Reason;
import io.raygate.gateway.FakeTiming;
import io.raygate.gateway.decode.KinesisRecord;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.quarantine.Holding.HeldRecord;
import io.raygate.gateway.quarantine.MessageQueue.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class HoldingTest {

    @ParameterizedTest
    @EnumSource
    void holds_recordThatCannotBeRead_onlyWhereAGatewayOfAnotherVersionMay(Reason reason) {
        assertThat(holding(Optional.of("held")).holds(record(reason, 100)))
                .isEqualTo(reason == Reason.UNKNOWN_DICTIONARY || reason == Reason.UNSUPPORTED_VERSION);
    }

    @Test
    void holds_recordLargerThanAMessageTakes_isNot() {
        Holding holding = holding(Optional.of("held"));

        assertThat(holding.holds(record(Reason.UNSUPPORTED_VERSION, 700 << 10))).isTrue();
        assertThat(holding.holds(record(Reason.UNSUPPORTED_VERSION, 800 << 10))).isFalse();
    }

    @Test
    void holdRecords_oneLargerThanAMessageTakes_isUnfinishedForAReasonOfItsOwn() throws InterruptedException {
        Holding holding = holding(Optional.of("held"));
        List<HeldRecord> records = List.of(
                HeldRecord.withoutPolicy(new KinesisRecord(0, "49", new byte[700 << 10]), 5, "POLICY_UNKNOWN"),
                HeldRecord.withoutPolicy(new KinesisRecord(1, "50", new byte[800 << 10]), 7, "POLICY_UNKNOWN"));

        QuarantineOutcome outcome = holding.holdRecords(
                "arn:aws:kinesis:eu-west-1:111122223333:stream/raygate-shop",
                records,
                Deadline.in(Duration.ofSeconds(30), new FakeTiming()));

        assertThat(outcome).isEqualTo(new QuarantineOutcome(5, 0, 7, 7, Set.of(1)));
    }

    @Test
    void holds_noQueue_isNot() {
        assertThat(holding(Optional.empty()).holds(record(Reason.UNKNOWN_DICTIONARY, 100)))
                .isFalse();
    }

    private static Holding holding(Optional<String> queue) {
        return new Holding(new FakeMessageQueue(_ -> new Answer.Taken(Map.of())), new QuarantineTest.Config(queue));
    }

    private static UnreadableRecord record(Reason reason, int bytes) {
        return new UnreadableRecord(0, "49", new byte[bytes], reason, "no");
    }
}
