// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What a team writes for one environment holds there, and nowhere else: at the gateway, at the forwarder, at the pager. */
class EachEnvironmentTest {

    private static final String DEV = """
              environments:
                dev:
                  alarmTopic: arn:aws:sns:eu-west-1:111111111111:payments-chat
                  validation: {mode: strict}
                  sampling: {source: xray}
                  redaction: [{path: annotations.phone, action: drop}]
                  target: {roleArn: "arn:aws:iam::111111111111:role/raygate-put-trace-segments"}
            """;

    @TempDir
    private Path root;

    private GitopsTree tree;

    @BeforeEach
    void write() throws IOException {
        tree = GitopsTree.example(root);
        Path file = root.resolve("gitops/tenants/payments.yaml");
        Files.writeString(file, Files.readString(file).replace("  clusters:\n", DEV + "  clusters:\n"));
    }

    @Test
    void tree_environmentOfItsOwn_nothingFound() {
        assertThat(new TreeCheck(CustomKinds.own()).check(tree))
                .extracting(Problem::text)
                .isEmpty();
    }

    @Test
    void policy_membersOfTheEnvironment_areOfItAlone() {
        assertThat(policy("dev"))
                .contains("\"mode\":\"strict\"", "annotations.phone", "role/raygate-put-trace-segments")
                .doesNotContain("annotations.email");
        assertThat(policy("prod"))
                .contains("\"mode\":\"repair\"", "annotations.email")
                .doesNotContain("annotations.phone", "role/raygate-put-trace-segments");
    }

    @Test
    void forwarder_samplingOfTheEnvironment_isOfItAlone() {
        assertThat(configuration("dev")).contains("source: xray").doesNotContain("sampling-rules.yaml", "FixedRate");
        assertThat(configuration("prod")).contains("source: git", "FixedRate: 0.05");
        assertThat(writer("dev")).contains("xray:GetSamplingRules");
        assertThat(writer("prod")).doesNotContain("xray:GetSamplingRules");
    }

    @Test
    void alarms_topicOfTheEnvironment_isOfItAlone() {
        assertThat(topics("dev")).contains("payments-chat").doesNotContain("payments-pager");
        assertThat(topics("prod")).contains("payments-pager").doesNotContain("payments-chat");
    }

    private String policy(String environment) {
        return render("tenant-payments-" + environment, "Parameter")
                .getFirst()
                .at("/spec/value")
                .asString("");
    }

    private String configuration(String environment) {
        return render("edge-payments-" + environment + "-euw1", "ConfigMap").toString();
    }

    private String writer(String environment) {
        return render("tenant-payments-" + environment, "Role").toString();
    }

    private String topics(String environment) {
        return render("tenant-payments-" + environment, "MetricAlarm").toString();
    }

    private List<JsonNode> render(String application, String kind) {
        return tree.application(application).render(root, kind);
    }
}
