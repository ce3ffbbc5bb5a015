// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Stands in for the AWS controllers for Kubernetes and for what runs Jobs: whatever is made is there a moment later. As in
 * AWS, a stream has no key until the Job that sets it has run.
 */
public final class AwsControllers implements Part {

    private static final String GROUPS = ".services.k8s.aws/";
    private static final Kind JOB = new Kind("batch/v1", "Job");
    private static final String READY = """
            {"status": {"conditions": [{"type": "ACK.ResourceSynced", "status": "True"}]}}
            """;
    private static final String ENCRYPTED = """
            {"status": {"encryptionType": "KMS"}}
            """;
    private static final String COMPLETE = """
            {"status": {"startTime": "%1$s", "completionTime": "%1$s", "succeeded": 1, "conditions": [
              {"type": "SuccessCriteriaMet", "status": "True", "lastProbeTime": "%1$s", "lastTransitionTime": "%1$s"},
              {"type": "Complete", "status": "True", "lastProbeTime": "%1$s", "lastTransitionTime": "%1$s"}]}}
            """;

    private final Controller controller;

    private AwsControllers(Controller controller) {
        this.controller = controller;
    }

    public static AwsControllers start(ControlPlane hub) {
        return new AwsControllers(Controller.start(hub.client(), AwsControllers::reconcile));
    }

    private static void reconcile(KubernetesClient client) {
        Objects.kinds(client)
                .filter(kind -> kind.version().contains(GROUPS))
                .flatMap(kind -> Objects.list(client, kind).stream())
                .filter(AwsControllers::isNew)
                .forEach(object -> patchStatus(client, object, READY));
        Objects.list(client, JOB).stream().filter(AwsControllers::isNew).forEach(job -> complete(client, job));
    }

    private static boolean isNew(GenericKubernetesResource object) {
        return object.get("status", "conditions") == null;
    }

    /** The Job's stream is named in its environment. */
    private static void complete(KubernetesClient client, GenericKubernetesResource job) {
        List<Map<String, String>> environment = job.get("spec", "template", "spec", "containers", 0, "env");
        String stream = environment.stream()
                .filter(variable -> variable.get("name").equals("STREAM"))
                .map(variable -> variable.get("value"))
                .findFirst()
                .orElseThrow();
        GenericKubernetesResource target = client.genericKubernetesResources(
                        "kinesis.services.k8s.aws/v1alpha1", "Stream")
                .inNamespace(job.getMetadata().getNamespace())
                .withName(stream)
                .require();
        patchStatus(client, target, ENCRYPTED);
        patchStatus(client, job, COMPLETE.formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static void patchStatus(KubernetesClient client, GenericKubernetesResource object, String status) {
        client.resource(object).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), status);
    }

    @Override
    public void close() {
        controller.close();
    }
}
