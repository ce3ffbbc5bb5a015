// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** New images and new settings, while pods send. */
@ExtendWith(OnNode.class)
class NodeUpdateIT {

    private static final int PER_SECOND = 25;

    private final NodePlatform platform;

    NodeUpdateIT(NodePlatform platform) throws Exception {
        this.platform = platform;
        platform.awaitHealthy();
    }

    /**
     * Without the node's port a successor is ready before its predecessor ends. kube-proxy sends new sockets to the
     * successor. A socket that lasts goes to the predecessor until that is not ready, and it still receives by then. All of it
     * in a namespace that takes restricted pods alone, which the node's port keeps them from being.
     */
    @Test
    void promote_underLoadThroughTheService_losesNothing() throws Exception {
        platform.cluster().label("raygate", Map.of("pod-security.kubernetes.io/enforce", "restricted"));
        platform.configureEdge("{hostPort: {enabled: false}}");
        platform.awaitHealthy();
        assertThat(platform.forwarder().getSpec().getContainers().getFirst().getPorts())
                .allSatisfy(port -> assertThat(port.getHostPort()).isNull());
        Traffic traffic = new Traffic(platform, PER_SECOND, platform.service());
        traffic.start();

        String successor = platform.promote();

        platform.awaitHealthy();
        NodePlatform.patiently().until(() -> images().equals(List.of(successor)));
        for (Traffic.Result result : traffic.stop()) {
            System.out.println("Promoted under load through the Service: " + result);
            assertThat(result.lost()).as(result::toString).isEmpty();
        }
    }

    /** Those of the forwarders that run, on their way out or not. */
    private List<String> images() {
        return platform.cluster().forwarders().stream().map(NodeUpdateIT::image).toList();
    }

    private static String image(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getImage();
    }
}
