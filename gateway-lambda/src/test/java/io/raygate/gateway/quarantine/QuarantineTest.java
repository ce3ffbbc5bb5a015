// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.quarkus.runtime.configuration.MemorySize;
import io.raygate.aws.Deadline;
import io.raygate.block.UnreadableBlock.Reason;
import io.raygate.gateway.Documents;
import io.raygate.gateway.FakeTiming;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.decode.UnreadableRecord;
import io.raygate.gateway.quarantine.MessageQueue.Answer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuarantineTest {

    private static final TenantId SHOP = new TenantId("shop");
    private static final Answer ALL = new Answer.Taken(Map.of());

    @Test
    void keep_manyDocuments_sendsTenAtATime() throws Exception {
        FakeMessageQueue queue = new FakeMessageQueue(_ -> ALL);

        QuarantineOutcome outcome = keep(queue, documents(23, "x"), Optional.of("queue"));

        assertThat(outcome).isEqualTo(new QuarantineOutcome(23, 0, 0, Set.of()));
        assertThat(queue.calls()).containsExactly(10, 10, 3);
    }

    @Test
    void keep_largeDocuments_staysWithinTheBytesOfACall() throws Exception {
        FakeMessageQueue queue = new FakeMessageQueue(messages -> {
            assertThat(messages.stream().mapToInt(QuarantineMessage::bytes).sum())
                    .isLessThanOrEqualTo(256 << 10);
            return ALL;
        });

        keep(queue, documents(10, "x".repeat(64 << 10)), Optional.of("queue"));

        assertThat(queue.taken()).hasSize(10);
        assertThat(queue.calls()).containsExactly(3, 3, 3, 1);
    }

    @Test
    void keep_someEntriesFail_sendsThoseAgain() throws Exception {
        int[] calls = {0};
        FakeMessageQueue queue =
                new FakeMessageQueue(_ -> calls[0]++ == 0 ? new Answer.Taken(Map.of(1, "InternalError")) : ALL);

        QuarantineOutcome outcome = keep(queue, documents(5, "x"), Optional.of("queue"));

        assertThat(outcome.kept()).isEqualTo(5);
        assertThat(queue.calls()).containsExactly(5, 1);
        assertThat(queue.taken()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void keep_queueDown_leavesAllUnfinished() throws Exception {
        FakeMessageQueue queue = new FakeMessageQueue(_ -> new Answer.Unavailable("Http503"));

        QuarantineOutcome outcome = new Quarantine(queue, new Config(Optional.of("queue")))
                .keep(SHOP, documents(3, "x"), List.of(), Map.of(), within(Duration.ofMillis(300)));

        assertThat(outcome).isEqualTo(new QuarantineOutcome(0, 0, 3, Set.of(0, 1, 2)));
    }

    @Test
    void keep_noQueue_countsAsLost() throws Exception {
        FakeMessageQueue queue = new FakeMessageQueue(_ -> ALL);

        QuarantineOutcome outcome = keep(queue, documents(3, "x"), Optional.empty());

        assertThat(outcome).isEqualTo(new QuarantineOutcome(0, 3, 0, Set.of()));
        assertThat(queue.calls()).isEmpty();
    }

    @Test
    void keep_unreadableRecord_isUnfinishedWhereTheQueueIsDown() throws Exception {
        FakeMessageQueue queue = new FakeMessageQueue(_ -> new Answer.Unavailable("Http503"));
        UnreadableRecord unreadable = new UnreadableRecord(7, "49", new byte[] {1}, Reason.NOT_A_BLOCK, "no");

        QuarantineOutcome outcome = new Quarantine(queue, new Config(Optional.of("queue")))
                .keep(SHOP, List.of(), List.of(unreadable), Map.of(), within(Duration.ofMillis(300)));

        assertThat(outcome).isEqualTo(new QuarantineOutcome(0, 0, 0, Set.of(7)));
    }

    @Test
    void keep_recordComesAgainAfterTheTimeWasOver_sendsOnlyWhatIsLeft() throws Exception {
        int[] calls = {0};
        FakeMessageQueue queue = new FakeMessageQueue(_ -> calls[0]++ == 2 ? new Answer.Unavailable("Http503") : ALL);
        Quarantine quarantine = new Quarantine(queue, new Config(Optional.of("queue")));
        List<Quarantined> alike = Collections.nCopies(35, documents(1, "x").getFirst());
        FakeTiming time = new FakeTiming();

        QuarantineOutcome first =
                quarantine.keep(SHOP, alike, List.of(), Map.of(0, "49"), Deadline.in(Duration.ofMillis(2), time));
        QuarantineOutcome second =
                quarantine.keep(SHOP, alike, List.of(), Map.of(0, "49"), Deadline.in(Duration.ofSeconds(30), time));

        assertThat(first).isEqualTo(new QuarantineOutcome(20, 0, 15, Set.of(0)));
        assertThat(second).isEqualTo(new QuarantineOutcome(35, 0, 0, Set.of()));
        assertThat(queue.taken()).hasSize(35);
    }

    private static QuarantineOutcome keep(MessageQueue queue, List<Quarantined> documents, Optional<String> url)
            throws InterruptedException {
        return new Quarantine(queue, new Config(url))
                .keep(SHOP, documents, List.of(), Map.of(), within(Duration.ofSeconds(30)));
    }

    private static Deadline within(Duration left) {
        return Deadline.in(left, new FakeTiming());
    }

    private static List<Quarantined> documents(int count, String body) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Quarantined(
                        Documents.document(i, body + i), QuarantineReason.INVALID, "NOT_JSON", "", "no JSON"))
                .toList();
    }

    record Config(Optional<String> queue) implements QuarantineConfig {

        @Override
        public Optional<String> parkedQueue() {
            return Optional.empty();
        }

        @Override
        public int maxConcurrency() {
            return 1;
        }

        @Override
        public int rememberedMessages() {
            return 100;
        }

        @Override
        public Optional<String> heldQueue() {
            return queue;
        }

        @Override
        public MemorySize maxHeldMessage() {
            return new MemorySize(BigInteger.valueOf(1 << 20));
        }

        @Override
        public MemorySize maxMessage() {
            return new MemorySize(BigInteger.valueOf(256 << 10));
        }

        @Override
        public MemorySize maxRequest() {
            return new MemorySize(BigInteger.valueOf(256 << 10));
        }

        @Override
        public Duration requestTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration reserve() {
            return Duration.ZERO;
        }

        @Override
        public Duration minBackoff() {
            return Duration.ofMillis(5);
        }

        @Override
        public Duration maxBackoff() {
            return Duration.ofMillis(50);
        }
    }
}
