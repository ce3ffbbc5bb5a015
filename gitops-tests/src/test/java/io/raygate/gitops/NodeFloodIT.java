// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.ForwarderBooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The forwarder in the memory that the chart gives it, while pods send as fast as the network takes it. */
@ExtendWith(OnNode.class)
class NodeFloodIT {

    private static final int SMALL = 40_000;
    private static final int LARGE = 1_500;

    private final NodePlatform platform;

    NodeFloodIT(NodePlatform platform) throws Exception {
        this.platform = platform;
        platform.awaitHealthy();
    }

    @Test
    void flood_ofSmallAndOfLargeDocuments_isNotKilledAndTheBooksClose() throws Exception {
        int restarts = platform.restarts();
        ForwarderBooks before = platform.aws().books(platform.forwarder());
        long added = platform.aws().added();

        platform.start(platform.sdks().flood("small", SMALL, 1_200));
        platform.start(platform.sdks().flood("large", LARGE, 60_000));

        NodePlatform.patiently()
                .until(() ->
                        platform.senders().isDone("small") && platform.senders().isDone("large"));
        NodePlatform.patiently()
                .until(() -> platform.aws().books(platform.forwarder()).buffered() == 0);
        ForwarderBooks after = platform.aws().books(platform.forwarder());
        System.out.println("Flood: before=" + before + ", after=" + after);
        assertThat(platform.restarts()).isEqualTo(restarts);
        assertThat(after.addUp()).isTrue();
        assertThat(after.received() + after.droppedByTheKernel() - before.received() - before.droppedByTheKernel())
                .isLessThanOrEqualTo(SMALL + LARGE);
        long published = after.published() - before.published();
        assertThat(published).isPositive();
        NodePlatform.patiently().until(() -> platform.aws().added() - added == published);
        platform.senders().delete("small");
        platform.senders().delete("large");
    }
}
