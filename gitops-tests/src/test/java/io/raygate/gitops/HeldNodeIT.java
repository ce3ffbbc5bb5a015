// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Not a test: {@code ./raygate node}, the cluster of {@link NodeIT} for somebody to look at. */
@EnabledIfSystemProperty(
        named = "raygate.node.hold",
        matches = "true",
        disabledReason = "it is no test: ./raygate node keeps the cluster for somebody to look at")
@ExtendWith(OnNode.class)
class HeldNodeIT {

    private final NodePlatform platform;

    HeldNodeIT(NodePlatform platform) {
        this.platform = platform;
    }

    @Test
    @Timeout(value = 7, unit = TimeUnit.DAYS)
    void hold_untilItIsKilled() throws Exception {
        platform.awaitHealthy();
        platform.start(platform.sdks().java("shop").endlessly(2));
        NodePlatform.patiently().until(() -> !platform.traces("shop").isEmpty());
        Instant start =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        System.out.printf(
                """

                Argo CD has brought the forwarder, a real kubelet runs it, and X-Ray has what a pod sends
                (%d s after the build).
                  pods         kubectl --kubeconfig %s get pods -A
                  X-Ray        %s
                  repository   %s (commit a change of charts or environments: Argo CD syncs it)
                  logs         %s
                Ctrl-C ends it.
                """,
                Duration.between(start, Instant.now()).toSeconds(),
                platform.cluster().plane().kubeconfig(),
                platform.aws().page(),
                platform.repository(),
                platform.directory());
        new CountDownLatch(1).await();
    }
}
