// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.fabric8.kubernetes.api.model.Pod;
import io.raygate.gitops.cluster.HubPrograms;
import io.raygate.gitops.cluster.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What takes longer than a run of all tests should. */
@EnabledIfSystemProperty(
        named = "raygate.all",
        matches = "true",
        disabledReason = "these drills on a real node run with ./raygate test --all")
@ExtendWith(OnNode.class)
class NodeDrillsIT {

    /** Bytes that the chart's volume for the spool does not hold. */
    private static final String TOO_MUCH = "1300MiB";

    private final NodePlatform platform;

    NodeDrillsIT(NodePlatform platform) throws Exception {
        this.platform = platform;
        platform.configureEdge("{}");
        platform.awaitHealthy();
    }

    @Test
    void fillTheSpoolsVolume_theKubeletEvictsThePod_anotherTakesItsPlace() throws Exception {
        Pod before = platform.forwarder();
        Path spool = platform.node().files("/xray").resolve("var/lib/raygate");
        var evicted = platform.cluster()
                .plane()
                .client()
                .pods()
                .resource(before)
                .informOnCondition(pods -> pods.stream().anyMatch(NodeDrillsIT::isEvicted));

        HubPrograms.run(
                Path.of("/"),
                "fallocate",
                "--length",
                TOO_MUCH,
                spool.resolve("filler").toString());

        NodePlatform.patiently().until(evicted::isDone);
        NodePlatform.patiently()
                .until(() -> platform.cluster().readyForwarders().stream()
                        .anyMatch(pod -> !pod.getMetadata()
                                .getUid()
                                .equals(before.getMetadata().getUid())));
        platform.awaitHealthy();
        platform.assertArrives(platform.sdks().python("after-eviction"));
    }

    private static boolean isEvicted(Pod pod) {
        return "Evicted".equals(pod.getStatus().getReason());
    }

    @Test
    void addANode_itsForwarderTakesWhatItsPodsSend() throws Exception {
        Node second = platform.addNode();
        NodePlatform.patiently()
                .until(() -> platform.cluster().readyForwarders().size() == 2);
        platform.awaitHealthy();
        for (Node node : List.of(platform.node(), second)) {
            for (String way : List.of("host", "service")) {
                String name = way + "-" + node.name();
                var sender = platform.sdks().python(name).on(node);
                platform.start(way.equals("host") ? sender : sender.to(platform.service()));

                platform.awaitSegments(name);
                assertThat(platform.documents(name))
                        .extracting(
                                document -> document.at("/annotations/k8s_node").asString(""))
                        .containsOnly(node.name());
                platform.senders().delete(name);
            }
        }
        platform.removeNode(second);
    }

    /** What the node's port loses while one pod ends and the next one starts; migrate-from-xray-daemon.md has the figures. */
    @Test
    void replace_withThePortOfTheNode_losesOnlyWhatComesBetweenThePods() throws Exception {
        Traffic traffic = new Traffic(platform, 100, "");
        traffic.start();

        platform.promote();

        platform.awaitHealthy();
        for (Traffic.Result result : traffic.stop()) {
            NavigableSet<Integer> lost = result.lost();
            System.out.println("Replaced with the port of the node, at 100 a second: " + result);
            assertThat(lost.isEmpty() || lost.last() - lost.first() + 1 == lost.size())
                    .as("what is lost is one gap: %s", lost)
                    .isTrue();
        }
    }
}
