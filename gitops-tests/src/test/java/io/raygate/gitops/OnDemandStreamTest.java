// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A stream whose shards Kinesis decides on. */
class OnDemandStreamTest {

    @TempDir
    private Path root;

    @Test
    void stream_onDemand_namesNoShards() throws IOException {
        GitopsTree tree = onDemand();

        assertThat(problems(tree)).isEmpty();
        JsonNode spec = tree.application("tenant-payments-prod")
                .render(root, "Stream")
                .getFirst()
                .path("spec");
        assertThat(spec.at("/streamModeDetails/streamMode").asString("")).isEqualTo("ON_DEMAND");
        assertThat(spec.has("shardCount")).isFalse();
    }

    /** There is no share of what has no bound; that blocks are refused is still told. */
    @Test
    void alarms_onDemand_notOfAShareOfShards() throws IOException {
        List<JsonNode> alarms = onDemand().application("tenant-payments-prod").render(root, "MetricAlarm");

        assertThat(alarms)
                .extracting(alarm -> alarm.at("/spec/name").asString(""))
                .contains("raygate-prod-payments-stream-throttled")
                .doesNotContain("raygate-prod-payments-quota");
        assertThat(alarms)
                .noneSatisfy(
                        alarm -> assertThat(alarm.at("/spec/alarmDescription").asString(""))
                                .contains(".shards"));
    }

    @Test
    void limits_streamsOnDemand_countAsFourShardsAndByThemselves() throws IOException {
        GitopsTree tree = onDemand();
        Trees.replaceFirst(
                root.resolve("gitops/envs/prod.yaml"), "    shards: 100\n", "    shards: 4\n    onDemandStreams: 0\n");

        assertThat(problems(tree))
                .anySatisfy(
                        problem -> assertThat(problem).contains("is 4, but the tenants' quotas of shards add up to 5"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("leaves 0 streams on demand, but 1 are promised; have the account's limit raised"));
    }

    private GitopsTree onDemand() throws IOException {
        GitopsTree tree = GitopsTree.example(root);
        Trees.replaceFirst(root.resolve("gitops/tenants/payments.yaml"), "shards: 2", "mode: onDemand");
        return tree;
    }

    private static List<String> problems(GitopsTree tree) {
        return new TreeCheck(CustomKinds.own())
                .check(tree).stream().map(Problem::text).toList();
    }
}
