// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.AwsEndpoint;
import io.raygate.gitops.cluster.AwsObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
 * What becomes of the charts' resources in AWS, read there, where the controllers behave as those of ACK: the lists of
 * {@code gitops/README.md} from the hub's side, without Argo CD. Each step begins where the one before it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AwsEffectsIT extends OnExampleTree {

    private static final String REGION = "eu-west-1";
    private static final String STREAM = "raygate-payments";
    private static final String GATEWAY = "gateway-prod";
    private static final String TENANT = "tenant-payments-prod";
    private static final String SHARED = "shared-prod";

    @TempDir
    private static Path directory;

    private static AwsEndpoint aws;
    private static AwsState account;
    private static AwsObjects objects;
    private static JsonNode environment;

    /** Id of the key that the first hub made. */
    private static String key;

    /** Id of the platform's workspace of Amazon Managed Prometheus, which no controller made. */
    private static String workspace;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        aws = AwsEndpoint.start(Path.of(""), directory);
        environment = tree.application(GATEWAY).values().path("environment");
        account = AwsState.of(aws, environment.path("account").asString(""), REGION);
        workspace = account.account()
                .send("aps", "POST", "/workspaces", Map.of("alias", "platform"))
                .path("workspaceId")
                .asString("");
        objects = new AwsObjects(aws, environment.at("/hub/account").asString(""));
        objects.apply(render(GATEWAY, values -> {}));
        objects.apply(render(TENANT, values -> {}));
    }

    @AfterAll
    static void stop() {
        if (aws != null) {
            aws.close();
        }
    }

    @Test
    @Order(1)
    void bootstrap_withoutTheRolesOfStepThree_saysWhatIsMissing() throws Exception {
        objects.reconcile();

        assertThat(objects.condition("Stream", STREAM))
                .startsWith("ACK.Recoverable AccessDenied")
                .contains("role/raygate-ack");
    }

    @Test
    @Order(2)
    void bootstrap_withRoles_makesEverything() throws Exception {
        for (String id : List.of(
                environment.path("account").asString(""),
                environment.at("/hub/account").asString(""),
                environment.at("/clusterAccounts/0").asString(""))) {
            AwsState.of(aws, id, REGION).createControllersRole();
        }
        // A reference to what comes in the same wave resolves the next time.
        objects.reconcile();
        objects.reconcile();

        assertThat(objects.unsynced()).isEmpty();
        assertThat(account.openShards(STREAM)).isEqualTo(shards());
        assertThat(account.mapping(STREAM)).isEqualTo("raygate-gateway-stable Enabled");
        assertThat(account.parameter("/raygate/prod/tenants/payments")).contains("payments");
        assertThat(account.rules(workspace, STREAM)).contains("{team=\"payments\"");
    }

    /** Fields that the controllers do not read back: the manifest is synced, and AWS as it was. The Jobs are for them. */
    @Test
    @Order(3)
    void update_fieldsThatAreNotReadBack_neverReachAws() throws Exception {
        int before = account.openShards(STREAM);
        objects.apply(render(TENANT, values -> {
            values.withObject("/tenant/spec/quota/prod").put("shards", before * 2);
            values.withArray("/tenant/spec/clusters")
                    .forEach(cluster -> cluster.asObject().put("ring", "canary"));
        }));
        objects.apply(render(
                GATEWAY,
                values -> values.withObject("/environment/gateway/redrive").put("enabled", true)));
        objects.reconcile();

        assertThat(objects.unsynced()).isEmpty();
        assertThat(account.openShards(STREAM)).isEqualTo(before);
        assertThat(account.mapping(STREAM)).isEqualTo("raygate-gateway-stable Enabled");
        assertThat(account.mapping("raygate-quarantine")).isEqualTo("raygate-redrive-stable Disabled");
    }

    @Test
    @Order(4)
    void update_fieldsThatAreReadBack_reachAws() throws Exception {
        objects.apply(render(TENANT, values -> {
            values.withObject("/mapping").put("batchSize", 77);
            values.withObject("/tenant/spec/quota/prod").put("segmentsPerSecond", 777);
        }));
        objects.apply(render(
                GATEWAY,
                values -> values.withObject("/environment/gateway/function").put("memoryMegabytes", 1024)));
        objects.reconcile();

        assertThat(objects.unsynced()).isEmpty();
        assertThat(account.function("raygate-gateway-stable")
                        .at("/Configuration/MemorySize")
                        .asInt(0))
                .isEqualTo(1024);
        assertThat(account.mappings().toString()).contains("\"BatchSize\":77");
        assertThat(account.parameter("/raygate/prod/tenants/payments"))
                .contains("\"segmentsPerSecond\":777,\"shards\":" + shards());
    }

    /** The id is AWS's choice, so that another hub would make a second workspace unless the team's file names it. */
    @Test
    @Order(5)
    void sendMetrics_workspaceOfItsOwn_isMadeAtAws() throws Exception {
        objects.apply(render(TENANT, values -> amp(values).put("create", true).remove("workspace")));
        objects.reconcile();

        assertThat(objects.unsynced()).isEmpty();
        assertThat(account.workspaces(STREAM + "-prod"))
                .containsExactly(objects.get("Workspace", STREAM)
                        .at("/status/workspaceID")
                        .asString(""));
    }

    @Test
    @Order(6)
    void removeATeam_retainedStream_staysAndItsMappingGoes() throws Exception {
        objects.delete("Stream", STREAM);
        objects.delete("EventSourceMapping", STREAM);
        objects.reconcile();

        assertThat(objects.has("Stream", STREAM)).isFalse();
        assertThat(account.openShards(STREAM)).isPositive();
        assertThat(account.mapping(STREAM)).isEmpty();
    }

    @Test
    @Order(7)
    void restoreATeam_streamThatIsThere_isRefusedUnlessItIsAdopted() throws Exception {
        objects.apply(render(TENANT, values -> {}));
        ObjectNode annotations = objects.get("Stream", STREAM).withObject("/metadata/annotations");
        annotations.remove("services.k8s.aws/adoption-policy");
        objects.reconcile();
        assertThat(objects.condition("Stream", STREAM)).startsWith("ACK.Terminal Resource already exists");

        annotations.put("services.k8s.aws/adoption-policy", "adopt-or-create");
        objects.reconcile();

        assertThat(objects.condition("Stream", STREAM)).startsWith("ACK.ResourceSynced");
        assertThat(account.mapping(STREAM)).isEqualTo("raygate-gateway-stable Enabled");
    }

    /**
     * Another hub knows nothing of what the first one made: what has a name is taken over, what has an id is refused, and the
     * second key makes the queues differ from those that are there.
     */
    @Test
    @Order(8)
    void replaceTheHub_withoutItsSteps_refusesWhatHasAnId() throws Exception {
        key = objects.get("Key", "raygate").at("/status/keyID").asString("");
        objects = new AwsObjects(aws, environment.at("/hub/account").asString(""));
        objects.apply(render(GATEWAY, values -> {}));
        objects.apply(render(TENANT, values -> {}));
        objects.reconcile();
        objects.reconcile();

        assertThat(objects.unsynced())
                .allMatch(line -> line.matches("(EventSourceMapping|PodIdentityAssociation|Queue) .*"))
                .anyMatch(line -> line.contains("ResourceConflictException"))
                .anyMatch(line -> line.contains("ResourceInUseException"))
                .anyMatch(line -> line.contains("QueueNameExists"));
        assertThat(objects.condition("Stream", STREAM)).startsWith("ACK.ResourceSynced");
    }

    @Test
    @Order(9)
    void replaceTheHub_withItsSteps_takesEverythingOverAndKeepsTheKey() throws Exception {
        deleteWhatHasAnIdAndNoData();
        String own = account.workspaces(STREAM + "-prod").getFirst();
        objects = new AwsObjects(aws, environment.at("/hub/account").asString(""));
        objects.apply(render(
                GATEWAY,
                values -> values.withObject("/environment/gateway/adopt")
                        .put("keyId", key)
                        .put("queues", true)));
        objects.apply(render(TENANT, values -> amp(values).put("create", true).put("workspace", own)));
        objects.reconcile();
        objects.reconcile();

        assertThat(objects.unsynced()).isEmpty();
        assertThat(account.key("raygate-prod")).isEqualTo(key);
        assertThat(account.workspaces(STREAM + "-prod")).containsExactly(own);
        assertThat(account.rules(own, STREAM)).contains("{team=\"payments\"");
        assertThat(account.mapping(STREAM)).isEqualTo("raygate-gateway-stable Enabled");
    }

    /** And a team that leaves the cluster takes the right with it. Not payments: moto runs the function of its stream, and cannot. */
    @Test
    @Order(10)
    void shareACluster_itsForwarder_writesToTheStreamsOfItsTeamsAlone() throws Exception {
        for (String stream : List.of("raygate-storefront", "raygate-ledger")) {
            account.account().call("kinesis", "CreateStream", Map.of("StreamName", stream, "ShardCount", 1));
        }
        share("{storefront: [shop], ledger: [books]}");

        put("raygate-storefront");
        put("raygate-ledger");
        assertThatThrownBy(() -> put(STREAM))
                .hasMessageContaining("not authorized to perform: kinesis:PutRecords")
                .hasMessageContaining("stream/" + STREAM);

        share("{ledger: [books]}");

        put("raygate-ledger");
        assertThatThrownBy(() -> put("raygate-storefront"))
                .hasMessageContaining("not authorized to perform: kinesis:PutRecords");
    }

    private static void share(String tenants) throws Exception {
        objects.apply(render(
                SHARED,
                values -> values.withObject("/environment/sharedClusters/shared-prod-euw1")
                        .set("tenants", Yaml.MAPPER.readTree(tenants))));
        objects.reconcile();
        objects.reconcile();
        assertThat(objects.unsynced()).isEmpty();
    }

    /** As the cluster's forwarder. */
    private static void put(String stream) throws Exception {
        String owner =
                environment.at("/sharedClusters/shared-prod-euw1/account").asString("");
        Map<String, String> block = Map.of("Data", "AA==", "PartitionKey", "0");
        aws.pod(owner, REGION, "shared-prod-euw1", "raygate", "raygate-edge")
                .call("kinesis", "PutRecords", Map.of("StreamName", stream, "Records", List.of(block)));
    }

    private static void deleteWhatHasAnIdAndNoData() throws Exception {
        account.deleteMappings();
        for (JsonNode association : objects.all("PodIdentityAssociation")) {
            String owner =
                    association.at("/metadata/labels/raygate.io~1account").asString("");
            AwsState.of(aws, owner, REGION)
                    .deleteAssociations(association.at("/spec/clusterName").asString(""));
        }
    }

    private static List<JsonNode> render(String application, Consumer<ObjectNode> change) {
        Application changed = tree.application(application);
        ObjectNode values = changed.values();
        if (application.equals(TENANT)) {
            amp(values).put("workspace", workspace);
        }
        change.accept(values);
        return changed.with(values).render(root);
    }

    private static ObjectNode amp(ObjectNode values) {
        return values.withObject("/tenant/spec/telemetry/prod/prometheus/amp");
    }

    private static int shards() {
        return tree.application(TENANT)
                .values()
                .at("/tenant/spec/quota/prod/shards")
                .asInt(0);
    }
}
