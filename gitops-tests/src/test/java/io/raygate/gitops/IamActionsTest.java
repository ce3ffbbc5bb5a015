// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rendered role allows what its code calls, what AWS does in its name, and nothing else. */
class IamActionsTest extends OnExampleTree {

    /** The sampling proxy signs requests by itself; no client tells of them. */
    private static final Set<String> SAMPLING = Set.of("xray:GetSamplingRules", "xray:GetSamplingTargets");

    /** Kinesis encrypts with the key of the stream in the name of who puts records: Kinesis guide, read 2026-11-22. */
    private static final Set<String> WRITER_FOR_AWS = Set.of("kms:GenerateDataKey");

    /**
     * Lambda reads streams and the quarantine, and writes logs, in the function's name; SQS and Kinesis use the key in it:
     * Lambda guide, execution role for Kinesis and SQS, read 2026-11-22.
     */
    private static final Set<String> GATEWAY_FOR_AWS = Set.of(
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
            "kms:Decrypt",
            "kms:GenerateDataKey",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage");

    /** Who gives a stream a key must see it: Kinesis guide, permissions of stream administrators, read 2026-11-26. */
    private static final Set<String> SETTINGS_FOR_AWS = Set.of("kms:DescribeKey", "kms:ListAliases");

    private static final Pattern COMMAND = Pattern.compile("aws (kinesis|lambda) ([a-z-]+)");

    @Test
    void calls_forwarder_putAndAssume() {
        assertThat(SdkCalls.actions(CompiledClasses.ofModule("edge-forwarder")))
                .containsExactly("kinesis:PutRecords", "sts:AssumeRole");
    }

    @Test
    void writerRole_rulesFromGit_whatTheForwarderCallsInTheStreamsAccount() {
        assertThat(actions("tenant-payments-prod", "raygate-writer-payments-prod-euw1"))
                .isEqualTo(writer());
    }

    @Test
    void writerRole_rulesFromXRay_samplingToo(@TempDir Path other) throws IOException {
        GitopsTree xray = GitopsTree.example(other);
        Trees.replaceFirst(
                other.resolve("gitops/tenants/payments.yaml"),
                "  clusters:\n",
                "  environments:\n    dev: {sampling: {source: xray}}\n  clusters:\n");

        assertThat(actions(xray, "tenant-payments-dev", "raygate-writer-payments-dev-euw1"))
                .isEqualTo(union(writer(), SAMPLING));
    }

    /** Pod Identity tags the sessions that it chains. */
    @Test
    void edgeRole_anyCluster_becomesTheWriter() {
        for (String tenant : List.of("payments", "storefront")) {
            assertThat(actions("tenant-" + tenant + "-prod", "raygate-edge-" + tenant + "-prod-euw1"))
                    .containsExactly("sts:AssumeRole", "sts:TagSession");
        }
    }

    @Test
    void gatewayRole_anyEnvironment_whatTheGatewayCalls() {
        Set<String> calls = SdkCalls.actions(CompiledClasses.ofModule("gateway-lambda"));

        assertThat(actions("gateway-prod", "raygate-gateway")).isEqualTo(union(calls, GATEWAY_FOR_AWS));
    }

    @Test
    void settingsRole_anyEnvironment_whatItsJobsCall() {
        Set<String> calls = Stream.of("tenant-payments-prod", "gateway-prod")
                .flatMap(name -> tree.application(name).render(root, "Job").stream())
                .flatMap(job -> COMMAND.matcher(job.toString()).results())
                .map(found -> found.group(1) + ":" + operation(found.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(actions("gateway-prod", "raygate-stream-settings")).isEqualTo(union(calls, SETTINGS_FOR_AWS));
    }

    /** Of the command {@code start-stream-encryption}: {@code StartStreamEncryption}. */
    private static String operation(String command) {
        if (command.equals("wait")) {
            return "DescribeStream";
        }
        return Stream.of(command.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** The forwarder's calls, but for becoming the writer. */
    private static Set<String> writer() {
        Set<String> calls = new TreeSet<>(SdkCalls.actions(CompiledClasses.ofModule("edge-forwarder")));
        calls.remove("sts:AssumeRole");
        return union(calls, WRITER_FOR_AWS);
    }

    private static Set<String> actions(String application, String role) {
        return actions(tree, application, role);
    }

    private static Set<String> actions(GitopsTree from, String application, String role) {
        return from.application(application).render(from.root(), "Role").stream()
                .filter(manifest -> manifest.at("/spec/name").asString("").equals(role))
                .map(IamActionsTest::actions)
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> actions(JsonNode role) {
        Set<String> actions = new TreeSet<>();
        for (JsonNode policy : role.at("/spec/inlinePolicies")) {
            PolicyRules.statements(policy).forEach(statement -> actions.addAll(PolicyRules.actions(statement)));
        }
        return actions;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> union = new TreeSet<>(some);
        union.addAll(others);
        return union;
    }
}
