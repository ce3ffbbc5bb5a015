// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.AwsEndpoint;
import io.raygate.gitops.cluster.HubCluster;
import io.raygate.gitops.cluster.JobRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The Jobs that set what no controller changes: what their containers would run, with the AWS command line, the credentials of
 * their service account and the actions of its role, against AWS on loopback. Each step begins where the one before it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SettingsJobsIT extends OnExampleTree {

    private static final String REGION = "eu-west-1";
    private static final String STREAM = "raygate-payments";
    private static final String GATEWAY = "gateway-prod";
    private static final String TENANT = "tenant-payments-prod";
    private static final String MAPPINGS = "/2015-03-31/event-source-mappings/";

    @TempDir
    private static Path directory;

    private static AwsEndpoint aws;
    private static AwsEndpoint.Account account;
    private static AwsState state;
    private static JobRun jobs;
    private static String id;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        aws = AwsEndpoint.start(Path.of(""), directory);
        JsonNode environment = tree.application(GATEWAY).values().path("environment");
        id = environment.path("account").asString("");
        account = aws.account(id, REGION);
        state = new AwsState(account);
        JsonNode hub = environment.path("hub");
        HubCluster cluster = new HubCluster(
                hub.path("account").asString(""),
                hub.path("region").asString(""),
                hub.path("cluster").asString(""));
        jobs = new JobRun(aws, cluster, directory);
        identify(cluster);
        account.call("kinesis", "CreateStream", Map.of("StreamName", STREAM, "ShardCount", 1));
        account.call("sqs", "CreateQueue", Map.of("QueueName", "raygate-quarantine"));
        account.call("sqs", "CreateQueue", Map.of("QueueName", "raygate-held"));
        JsonNode key = account.call("kms", "CreateKey", Map.of());
        account.call(
                "kms",
                "CreateAlias",
                Map.of(
                        "AliasName",
                        "alias/raygate-prod",
                        "TargetKeyId",
                        key.at("/KeyMetadata/KeyId").asString("")));
        account.iam("CreateRole", Map.of("RoleName", "raygate-gateway", "AssumeRolePolicyDocument", "{}"));
        for (String function :
                new String[] {"raygate-gateway-stable", "raygate-gateway-canary", "raygate-redrive-stable"}) {
            account.send(
                    "lambda",
                    "POST",
                    "/2015-03-31/functions",
                    Map.of(
                            "FunctionName",
                            function,
                            "Role",
                            "arn:aws:iam::" + id + ":role/raygate-gateway",
                            "PackageType",
                            "Image",
                            "Code",
                            Map.of("ImageUri", id + ".dkr.ecr.eu-west-1.amazonaws.com/g@sha256:" + "a".repeat(64))));
        }
        map("arn:aws:kinesis:%s:%s:stream/%s".formatted(REGION, id, STREAM), "raygate-gateway-canary", true);
        map(queue("raygate-quarantine"), "raygate-redrive-stable", false);
        map(queue("raygate-held"), "raygate-redrive-stable", true);
    }

    /** The roles and the association that the gateway's chart has for the Jobs. */
    private static void identify(HubCluster cluster) throws IOException, InterruptedException {
        for (JsonNode role : tree.application(GATEWAY).render(root, "Role")) {
            String name = role.at("/spec/name").asString("");
            if (!name.startsWith("raygate-stream-settings")) {
                continue;
            }
            AwsEndpoint.Account owner =
                    aws.account(role.at("/metadata/labels/raygate.io~1account").asString(""), REGION);
            owner.iam("CreateRole", Map.of("RoleName", name, "AssumeRolePolicyDocument", "{}"));
            for (Map.Entry<String, JsonNode> policy :
                    role.at("/spec/inlinePolicies").properties()) {
                owner.iam(
                        "PutRolePolicy",
                        Map.of(
                                "RoleName",
                                name,
                                "PolicyName",
                                policy.getKey(),
                                "PolicyDocument",
                                policy.getValue().asString("")));
            }
        }
        JsonNode association = tree.application(GATEWAY)
                .render(root, "PodIdentityAssociation")
                .getFirst()
                .path("spec");
        aws.account(cluster.account(), cluster.region())
                .send(
                        "eks",
                        "POST",
                        "/clusters/" + cluster.name() + "/pod-identity-associations",
                        Map.of(
                                "namespace",
                                association.path("namespace").asString(""),
                                "serviceAccount",
                                association.path("serviceAccount").asString(""),
                                "roleArn",
                                association.path("roleARN").asString(""),
                                "targetRoleArn",
                                association.path("targetRoleARN").asString("")));
    }

    private static void map(String source, String function, boolean enabled) throws IOException, InterruptedException {
        account.send(
                "lambda",
                "POST",
                MAPPINGS,
                Map.of("EventSourceArn", source, "FunctionName", function, "Enabled", enabled));
    }

    private static String queue(String name) {
        return "arn:aws:sqs:%s:%s:%s".formatted(REGION, id, name);
    }

    @AfterAll
    static void stop() {
        if (aws != null) {
            aws.close();
        }
    }

    @Test
    @Order(1)
    void streamSettings_newStream_hasKeyRetentionAndShards() throws Exception {
        assertThat(run(TENANT, "stream-settings-payments", shards(5))).endsWith("status=0");

        JsonNode stream = state.stream(STREAM);
        assertThat(stream.path("EncryptionType").asString("")).isEqualTo("KMS");
        assertThat(stream.path("KeyId").asString("")).isEqualTo("alias/raygate-prod");
        assertThat(stream.path("OpenShardCount").asInt(0)).isEqualTo(5);
    }

    /** Kinesis refuses what the Job must therefore not ask for. */
    @Test
    @Order(2)
    void kinesis_fromFiveToEleven_refuses() {
        assertThatThrownBy(() -> account.call(
                        "kinesis",
                        "UpdateShardCount",
                        Map.of("StreamName", STREAM, "TargetShardCount", 11, "ScalingType", "UNIFORM_SCALING")))
                .hasMessageContaining("cannot scale from 5 to 11");
    }

    @Test
    @Order(3)
    void streamSettings_fewerShards_goesDownByHalves() throws Exception {
        assertThat(run(TENANT, "stream-settings-payments", shards(1))).endsWith("status=0");

        assertThat(state.openShards(STREAM)).isEqualTo(1);
    }

    @Test
    @Order(4)
    void streamSettings_againWithoutAChange_onlyReads() throws Exception {
        assertThat(run(TENANT, "stream-settings-payments", shards(1))).isEqualTo("status=0");
    }

    @Test
    @Order(5)
    void mappingSettings_ringOfTheTeam_movesTheMapping() throws Exception {
        assertThat(state.mapping("raygate-payments")).isEqualTo("raygate-gateway-canary Enabled");

        assertThat(run(TENANT, "mapping-settings-payments", job -> {})).endsWith("status=0");

        assertThat(state.mapping("raygate-payments")).isEqualTo("raygate-gateway-stable Enabled");
    }

    @Test
    @Order(6)
    void mappingSettings_redriveTurnedOn_enablesItsMappingAlone() throws Exception {
        assertThat(run(GATEWAY, "mapping-settings", redrive(true))).endsWith("status=0");

        assertThat(state.mapping("raygate-quarantine")).isEqualTo("raygate-redrive-stable Enabled");
        assertThat(state.mapping("raygate-held")).isEqualTo("raygate-redrive-stable Enabled");
    }

    @Test
    @Order(7)
    void mappingSettings_redriveTurnedOff_disablesIt() throws Exception {
        assertThat(run(GATEWAY, "mapping-settings", job -> {})).endsWith("status=0");

        assertThat(state.mapping("raygate-quarantine")).isEqualTo("raygate-redrive-stable Disabled");
    }

    /** A second mapping of a source delivers everything twice; which of them is meant, nobody can say. */
    @Test
    @Order(8)
    void mappingSettings_twoMappingsOfTheStream_changesNothingAndSaysSo() throws Exception {
        map("arn:aws:kinesis:%s:%s:stream/%s".formatted(REGION, id, STREAM), "raygate-gateway-canary", false);

        assertThat(run(TENANT, "mapping-settings-payments", job -> {}))
                .contains("want one mapping of arn:aws:kinesis:eu-west-1:" + id + ":stream/raygate-payments")
                .contains("found 2")
                .endsWith("status=1");
    }

    /** Changes of the file that Argo CD renders the Job of. */
    private interface Change {
        void of(ObjectNode values);
    }

    private static Change shards(int shards) {
        return values -> values.withObject("/tenant/spec/quota/prod").put("shards", shards);
    }

    private static Change redrive(boolean enabled) {
        return values -> values.withObject("/environment/gateway/redrive").put("enabled", enabled);
    }

    private static String run(String application, String name, Change change) throws Exception {
        Application changed = tree.application(application);
        ObjectNode values = changed.values();
        change.of(values);
        JsonNode job = changed.with(values).render(root, "Job").stream()
                .filter(candidate -> candidate.at("/metadata/name").asString("").equals(name))
                .findFirst()
                .orElseThrow();
        return jobs.run(job);
    }
}
