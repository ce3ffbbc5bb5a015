// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.Sdks;
import io.raygate.gitops.cluster.Sender;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The forwarder's image under a real kubelet, as Argo CD brings it: real pods send real segments, and X-Ray has them with
 * what the cluster knows of the pods.
 */
@ExtendWith(OnNode.class)
class NodeIT {

    private final NodePlatform platform;

    NodeIT(NodePlatform platform) throws Exception {
        this.platform = platform;
        platform.awaitHealthy();
    }

    /** Before anything else is loaded, the sockets listen where the chart's file says; what comes meanwhile is kept. */
    @Test
    void start_withTheChartsFile_bindsTheSocketsOnce() {
        assertThat(platform.cluster().log(platform.forwarder()))
                .contains("Listening on UDP :2000")
                .doesNotContain("bound again");
    }

    /** Each SDK by the two ways that the documentation names: the node's port, and the Service. */
    @ParameterizedTest
    @CsvSource({
        "java, host", "java, service",
        "python, host", "python, service",
        "node, host", "node, service"
    })
    void send_podWithAnSdk_arrivesWithWhatTheClusterKnowsOfThePod(String sdk, String way) throws Exception {
        String name = sdk + "-" + way;
        Sender sender = switch (sdk) {
            case "java" -> platform.sdks().java(name);
            case "python" -> platform.sdks().python(name);
            default -> platform.sdks().node(name);
        };
        platform.start(way.equals("host") ? sender : sender.to(platform.service()));

        platform.awaitSegments(name);
        assertThat(platform.senders().pods(name)).singleElement().satisfies(pod -> {
            // What a pod sends before the API server has told its address goes on without its name.
            JsonNode document = last(name);
            assertThat(document.at("/aws/eks/cluster_name").asString("")).isEqualTo(NodePlatform.CLUSTER);
            assertThat(document.at("/aws/eks/pod").asString(""))
                    .isEqualTo(pod.getMetadata().getName());
            assertThat(document.at("/annotations/k8s_cluster").asString("")).isEqualTo(NodePlatform.CLUSTER);
            assertThat(document.at("/annotations/k8s_namespace").asString("")).isEqualTo("default");
            assertThat(document.at("/annotations/k8s_workload").asString("")).isEqualTo(name);
            assertThat(document.at("/annotations/k8s_node").asString(""))
                    .isEqualTo(platform.node().name());
            assertThat(pod.getStatus().getContainerStatuses().getFirst().getContainerID())
                    .endsWith("/" + document.at("/aws/eks/container_id").asString(""));
        });
        platform.senders().delete(name);
    }

    private JsonNode last(String name) throws IOException, InterruptedException {
        return platform.documents(name).stream()
                .filter(document -> document.at("/annotations/n").asInt(0) == Sdks.SEGMENTS)
                .findFirst()
                .orElseThrow();
    }

    /** An address goes to another pod at once; what that sends must never bear the name of the pod before. */
    @Test
    void send_podWithTheAddressOfAnotherBefore_neverBearsTheOtherName() throws Exception {
        platform.start(platform.sdks().python("before").endlessly(20));
        NodePlatform.patiently().until(() -> !platform.traces("before").isEmpty());
        String address =
                platform.senders().pods("before").getFirst().getStatus().getPodIP();
        platform.senders().delete("before");
        NodePlatform.patiently()
                .until(() ->
                        !platform.senders().exists("before") && !platform.node().isTaken(address));
        platform.node().offer(address);

        platform.start(platform.sdks().python("after"));

        platform.awaitSegments("after");
        assertThat(platform.senders().pods("after").getFirst().getStatus().getPodIP())
                .isEqualTo(address);
        assertThat(platform.documents("after"))
                .extracting(document -> document.at("/annotations/k8s_workload").asString(""))
                .contains("after")
                .allMatch(workload -> workload.isEmpty() || workload.equals("after"));
        platform.senders().delete("after");
    }

    @Test
    void changeRules_inGit_areReloadedWithoutARestart() throws Exception {
        String before = platform.forwarder().getMetadata().getUid();
        int restarts = platform.restarts();

        platform.changeTeam("FixedRate: 0.05", "FixedRate: 0.5");

        NodePlatform.patiently().ignoreExceptions().until(() -> rules().contains("\"FixedRate\":0.5"));
        assertThat(platform.forwarder().getMetadata().getUid()).isEqualTo(before);
        assertThat(platform.restarts()).isEqualTo(restarts);
    }

    /** What an SDK is told to sample. */
    private String rules() throws IOException, InterruptedException {
        String address = platform.forwarder().getStatus().getPodIP();
        return platform.aws().post("http://" + address + ":2000/GetSamplingRules", "{}");
    }
}
