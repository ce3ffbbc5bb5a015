// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What ends or comes back on a node: the forwarder, the kubelet, the API server. */
@ExtendWith(OnNode.class)
class NodeRestartIT {

    private static final String TOKEN = "var/run/secrets/kubernetes.io/serviceaccount/token";

    private final NodePlatform platform;

    NodeRestartIT(NodePlatform platform) throws Exception {
        this.platform = platform;
        platform.awaitHealthy();
    }

    /**
     * The API server comes back with another key, so that the token in the pod no longer counts, and the kubelet, which is
     * killed, mounts a new one. The watch on the pods goes on with it: a pod that starts afterwards is known.
     */
    @Test
    void restartApiServerAndKubelet_tokenIsReplaced_theForwarderRunsOnAndKnowsNewPods() throws Exception {
        String before = platform.forwarder().getMetadata().getUid();
        int restarts = platform.restarts();
        String token = token();

        platform.cluster().plane().restartWithAnotherKey();
        platform.node().kill("kubelet");

        NodePlatform.patiently().until(() -> !token().equals(token));
        assertThat(platform.cluster().plane().accepts(token)).isFalse();
        assertThat(platform.cluster().plane().accepts(token())).isTrue();
        // The node's port goes on meanwhile. A Service does not: after its start, a kubelet takes pods for not ready
        // until
        // it has probed them.
        platform.start(platform.sdks().python("after-token").endlessly(10));
        NodePlatform.patiently()
                .until(() -> platform.documents("after-token").stream()
                        .anyMatch(document -> document.at("/annotations/k8s_workload")
                                .asString("")
                                .equals("after-token")));
        platform.senders().delete("after-token");
        assertThat(platform.forwarder().getMetadata().getUid()).isEqualTo(before);
        assertThat(platform.restarts()).isEqualTo(restarts);
    }

    private String token() throws IOException {
        return Files.readString(platform.node().files("/xray").resolve(TOKEN));
    }

    @Test
    void killForwarder_theKubeletStartsItAgain() throws Exception {
        int restarts = platform.restarts();

        platform.node().kill("/xray");

        NodePlatform.patiently().until(() -> platform.restarts() > restarts);
        platform.awaitHealthy();
        platform.assertArrives(platform.sdks().python("after-kill").to(platform.service()));
    }

    @Test
    void exhaustMemory_underLoad_isKilledForItAndStartedAgain() throws Exception {
        int restarts = platform.restarts();
        platform.start(platform.sdks().flood("hungry", 40_000, 1_200));

        platform.node().exhaustMemory("/xray");

        NodePlatform.patiently().until(() -> platform.restarts() > restarts);
        assertThat(isKilledForItsMemory(platform.forwarder())).isTrue();
        platform.senders().delete("hungry");
        platform.awaitHealthy();
        platform.assertArrives(platform.sdks().python("after-memory"));
    }

    private static boolean isKilledForItsMemory(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .flatMap(NodeRestartIT::ends)
                .anyMatch(end -> "OOMKilled".equals(end.getReason()));
    }

    private static Stream<ContainerStateTerminated> ends(ContainerStatus container) {
        return Stream.of(container.getState(), container.getLastState())
                .flatMap(state -> Optional.ofNullable(state.getTerminated()).stream());
    }
}
