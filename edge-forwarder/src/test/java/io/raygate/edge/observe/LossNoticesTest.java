// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.observe;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LossNoticesTest {

    private long nowNanos = 1;
    private final LossNotices notices = new LossNotices(() -> nowNanos);

    @Test
    void tell_nothingLost_isSilent() {
        assertThat(notices.tell("Lost", "socket=1", 0)).isFalse();
    }

    @Test
    void tell_firstLoss_speaksAtOnceForEach() {
        assertThat(notices.tell("Lost", "socket=1", 3)).isTrue();
        assertThat(notices.tell("Lost", "socket=2", 3)).isTrue();
    }

    @Test
    void tell_moreWithinTheMinute_waitsForItsEnd() {
        notices.tell("Lost", "socket=1", 3);
        nowNanos += Duration.ofSeconds(59).toNanos();
        assertThat(notices.tell("Lost", "socket=1", 9)).isFalse();
        nowNanos += Duration.ofSeconds(1).toNanos();
        assertThat(notices.tell("Lost", "socket=1", 9)).isTrue();
        assertThat(notices.tell("Lost", "socket=1", 9)).isFalse();
    }
}
