// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeTiming time = new FakeTiming();
    private final Deadline deadline = Deadline.in(SECOND.multipliedBy(4), time);

    @Test
    void sleep_timeIsLeft_takesIt() throws Exception {
        assertThat(deadline.sleep(SECOND)).isTrue();

        assertThat(deadline.remaining()).isEqualTo(SECOND.multipliedBy(3));
    }

    @Test
    void sleep_deadlineComesFirst_doesNotSleep() throws Exception {
        assertThat(deadline.sleep(SECOND.multipliedBy(4))).isFalse();

        assertThat(deadline.remaining()).isEqualTo(SECOND.multipliedBy(4));
    }

    @Test
    void share_ofSeveral_leavesTheOthersTheirs() throws Exception {
        Deadline first = deadline.share(2);
        time.sleep(SECOND);

        assertThat(first.remaining()).isEqualTo(SECOND);
        assertThat(deadline.share(1)).isEqualTo(deadline);
    }

    @Test
    void within_isNeverLater() {
        assertThat(deadline.within(SECOND).remaining()).isEqualTo(SECOND);
        assertThat(deadline.within(SECOND.multipliedBy(9)).remaining()).isEqualTo(deadline.remaining());
    }

    @Test
    void allowsCall_over_doesNot() throws Exception {
        time.sleep(SECOND.multipliedBy(5));

        assertThat(deadline.allowsCall()).isFalse();
        assertThat(deadline.atMost(SECOND)).isEqualTo(SECOND.negated());
    }
}
