// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Every metric of the forwarder that its page says to alert on has an alert, in Prometheus and in AMP. */
class ForwarderRulesTest extends OnExampleTree {

    private static final Path PROJECT = GitopsTree.ofProject().root();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|.*\\balert\\b.*$");
    private static final Pattern METRIC = Pattern.compile("raygate_[a-z_]+");

    /** The rules of a chart's file. */
    static List<JsonNode> rules(String chart) {
        List<JsonNode> rules = new ArrayList<>();
        Yaml.read(file(chart))
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    @Test
    void rules_ofThePage_oneForEachRowThatSaysAlert() {
        Set<String> rows = found(ROW, Yaml.text(PROJECT.resolve("docs/metrics.md")), 1);
        Set<String> alerts = new TreeSet<>();
        for (JsonNode rule : rules("edge")) {
            Set<String> metrics = found(METRIC, rule.path("expr").asString(), 0);
            assertThat(rule.at("/annotations/runbook").asString())
                    .isEqualTo("docs/metrics.md, " + metrics.iterator().next());
            alerts.addAll(metrics);
        }

        assertThat(alerts).isEqualTo(rows).hasSizeGreaterThan(4);
    }

    @Test
    void rules_ofTheHub_thoseOfTheCluster() {
        assertThat(Yaml.text(file("tenant"))).isEqualTo(Yaml.text(file("edge")));
    }

    @Test
    void prometheusRule_switchedOn_theFilesGroups() {
        JsonNode rule = tree.application("edge-payments-prod-euw1")
                .with(Yaml.MAPPER.readTree("{prometheusRule: {enabled: true}}"))
                .render(root, "PrometheusRule")
                .getFirst();

        assertThat(rule.at("/spec/groups")).isEqualTo(Yaml.read(file("edge")).path("groups"));
    }

    /** A workspace may be shared by teams. */
    @Test
    void ruleGroups_ofAWorkspace_theTeamsSeriesAlone() {
        JsonNode namespace = tree.application("tenant-payments-prod")
                .render(root, "RuleGroupsNamespace")
                .getFirst();

        assertThat(namespace.at("/spec/workspaceID").asString()).isEqualTo("ws-0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d");
        JsonNode groups =
                Yaml.MAPPER.readTree(namespace.at("/spec/configuration").asString());
        for (JsonNode rule : groups.at("/groups/0/rules")) {
            assertThat(rule.path("expr").asString()).containsPattern("raygate_[a-z_]+\\{team=\"payments\",");
        }
        assertThat(tree.application("tenant-payments-dev").render(root, "RuleGroupsNamespace"))
                .as("metrics that go to CloudWatch")
                .isEmpty();
    }

    private static Path file(String chart) {
        return PROJECT.resolve("gitops/charts/" + chart + "/rules/forwarder.yaml");
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
