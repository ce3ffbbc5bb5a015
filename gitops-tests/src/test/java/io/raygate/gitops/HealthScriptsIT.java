// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.HubPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Argo CD itself says of objects with the conditions that ACK sets: its runtime 0.61, {@code pkg/condition} and
 * {@code ensureConditions} of {@code pkg/runtime/reconciler.go}, read 2026-11-27.
 */
class HealthScriptsIT {

    private static final GitopsTree PROJECT = GitopsTree.ofProject();
    private static final Path SETTINGS = PROJECT.root().resolve("gitops/argocd/settings.yaml");

    private static final Map<String, String> API_VERSIONS = Map.of(
            "Function", "lambda.services.k8s.aws/v1alpha1",
            "Parameter", "ssm.services.k8s.aws/v1alpha1",
            "Role", "iam.services.k8s.aws/v1alpha1",
            "Stream", "kinesis.services.k8s.aws/v1alpha1");

    @TempDir
    private Path directory;

    private static HubPrograms programs;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Path module = PROJECT.root().resolve("gitops-tests");
        programs = HubPrograms.build(module.resolve("hub"), module.resolve("target/hub"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        Role      |                                                              | Progressing | no controller has looked at it yet
        Role      | {conditions: [{type: ACK.Recoverable, status: "True", message: "AccessDenied: not authorized to perform: iam:CreateRole"}, {type: Ready, status: "False", reason: ACK.Recoverable, message: "AccessDenied: not authorized to perform: iam:CreateRole"}]} | Degraded | AccessDenied: not authorized to perform: iam:CreateRole
        Stream    | {conditions: [{type: ACK.Recoverable, status: "True", message: "LimitExceededException: too many streams are being made"}]} | Progressing | LimitExceededException: too many streams are being made
        Function  | {conditions: [{type: ACK.ReferencesResolved, status: Unknown, message: Reference resolution failed, reason: "the referenced resource is not synced yet. resource:Role, namespace:raygate-dev, name:raygate-gateway"}, {type: Ready, status: Unknown}]} | Progressing | Reference resolution failed: the referenced resource is not synced yet. resource:Role, namespace:raygate-dev, name:raygate-gateway
        Function  | {conditions: [{type: ACK.ReferencesResolved, status: "False", message: Reference resolution failed, reason: "the referenced resource is in terminal state. resource:Role"}]} | Degraded | Reference resolution failed: the referenced resource is in terminal state. resource:Role
        Stream    | {streamStatus: CREATING, conditions: [{type: ACK.ResourceSynced, status: "False", message: Resource not synced}]} | Progressing | CREATING: Resource not synced
        Stream    | {conditions: [{type: ACK.Terminal, status: "True", message: Resource already exists, reason: "It is not managed by ACK."}]} | Degraded | Resource already exists: It is not managed by ACK.
        Parameter | {conditions: [{type: ACK.ResourceSynced, status: "False", message: IAM Role is not available, reason: no IAMRoleSelector matches}]} | Degraded | IAM Role is not available: no IAMRoleSelector matches
        Function  | {state: Failed, stateReason: The image is not there, conditions: [{type: Ready, status: "True"}]} | Degraded | The image is not there
        Function  | {state: Pending, conditions: [{type: Ready, status: "False", message: Resource not synced, reason: ""}]} | Progressing | Pending: Resource not synced
        Role      | {conditions: [{type: ACK.ResourceSynced, status: "True", message: Resource synced successfully}]} | Healthy | ``
        Role      | {conditions: [{type: ACK.Recoverable, status: "False"}, {type: ACK.ReferencesResolved, status: "True"}, {type: Ready, status: "True"}]} | Healthy | ``
        Stream    | {encryptionType: KMS, conditions: [{type: Ready, status: "True"}]} | Healthy | ``
        Stream    | {encryptionType: NONE, conditions: [{type: Ready, status: "True"}]} | Degraded | not encrypted with KMS; sync again, the hook stream-settings sets the key
        """)
    void health_conditionsOfTheController_isTheirsAndSaysTheirWords(
            String kind, String status, String health, String message) throws IOException, InterruptedException {
        JsonNode result = health(object(API_VERSIONS.get(kind), kind, status), "{}");

        assertThat(result.path("status").asString("")).isEqualTo(health);
        assertThat(result.path("message").asString("")).isEqualTo(message);
    }

    /** What the organisation has in argocd-cm counts beside the product's scripts, and none of its keys is one of the product's. */
    @Test
    void health_organisationsOwnCustomizations_stay() throws IOException, InterruptedException {
        String own = """
            resource.customizations: |
              example.com/Database:
                health.lua: |
                  return { status = "Suspended", message = "by the organisation" }
              "*.services.k8s.aws/*":
                health.lua: |
                  return { status = "Suspended", message = "every other kind of ACK" }
            """;
        String unseen = "no controller has looked at it yet";

        assertThat(message(object("example.com/v1", "Database", null), own)).isEqualTo("by the organisation");
        assertThat(message(object("s3.services.k8s.aws/v1alpha1", "Bucket", null), own))
                .isEqualTo("every other kind of ACK");
        assertThat(message(object("iam.services.k8s.aws/v1alpha1", "Role", null), own))
                .isEqualTo(unseen);
    }

    private static ObjectNode object(String apiVersion, String kind, String status) {
        ObjectNode object = Yaml.MAPPER.createObjectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("name", "raygate").put("creationTimestamp", "2026-01-01T00:00:00Z");
        if (status != null) {
            object.set("status", Yaml.MAPPER.readTree(status));
        }
        return object;
    }

    private String message(ObjectNode object, String own) throws IOException, InterruptedException {
        return health(object, own).path("message").asString("");
    }

    private JsonNode health(ObjectNode object, String own) throws IOException, InterruptedException {
        ArrayNode objects = Yaml.MAPPER.createArrayNode().add(object);
        Path file = Files.writeString(directory.resolve("objects.json"), objects.toString());
        Path owned = Files.writeString(directory.resolve("own.yaml"), own);
        return Yaml.MAPPER
                .readTree(programs.run("health", SETTINGS.toString(), file.toString(), owned.toString()))
                .path(0);
    }
}
