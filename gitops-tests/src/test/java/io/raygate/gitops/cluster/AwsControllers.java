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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Stands in for the AWS controllers for Kubernetes, for AWS, and for what runs Jobs: whatever is made is there a moment
 * later. As in AWS, a stream has no key until the Job that sets it has run. As with the controllers, what is deleted stays
 * in AWS where its manifest says so, and what is in AWS already is refused unless its manifest asks to take it over.
 */
public final class AwsControllers implements Part {

    private static final String GROUPS = ".services.k8s.aws/";
    private static final Kind JOB = new Kind("batch/v1", "Job");
    private static final String PREFIX = "services.k8s.aws/";
    private static final String REFUSED = """
            {"status": {"conditions": [
              {"type": "ACK.Terminal", "status": "True", "message": "Resource already exists",
               "reason": "This resource already exists but is not managed by ACK."}]}}
            """;
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

    /** What AWS has, and whether it stays there when its object goes. */
    private final Map<String, Boolean> retained = new ConcurrentHashMap<>();

    private AwsControllers(ControlPlane hub) {
        controller = Controller.start(hub.client(), this::reconcile);
    }

    public static AwsControllers start(ControlPlane hub) {
        return new AwsControllers(hub);
    }

    private void reconcile(KubernetesClient client) {
        List<GenericKubernetesResource> objects = Objects.kinds(client)
                .filter(kind -> kind.version().contains(GROUPS))
                .flatMap(kind -> Objects.list(client, kind).stream())
                .toList();
        Set<String> present = objects.stream().map(AwsControllers::identity).collect(Collectors.toSet());
        retained.entrySet().removeIf(known -> !known.getValue() && !present.contains(known.getKey()));
        objects.stream().filter(AwsControllers::isNew).forEach(object -> make(client, object));
        Objects.list(client, JOB).stream().filter(AwsControllers::isNew).forEach(job -> complete(client, job));
    }

    private void make(KubernetesClient client, GenericKubernetesResource object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        boolean takesOver = "adopt-or-create".equals(annotations.get(PREFIX + "adoption-policy"));
        if (retained.containsKey(identity(object)) && !takesOver) {
            patchStatus(client, object, REFUSED);
            return;
        }
        retained.put(identity(object), "retain".equals(annotations.get(PREFIX + "deletion-policy")));
        patchStatus(client, object, READY);
    }

    /** Objects of the charts are called as what they stand for is in AWS, so that kind, account and name tell it. */
    private static String identity(GenericKubernetesResource object) {
        return object.getKind()
                + object.getMetadata().getNamespace()
                + object.getMetadata().getName();
    }

    /** Whether AWS has it. */
    public boolean has(String kind, String namespace, String name) {
        return retained.containsKey(kind + namespace + name);
    }

    private static boolean isNew(GenericKubernetesResource object) {
        return object.get("status", "conditions") == null;
    }

    /** The stream of a Job that sets one is named in its environment. What Jobs do, {@code SettingsJobsIT} tries. */
    private static void complete(KubernetesClient client, GenericKubernetesResource job) {
        List<Map<String, String>> environment = job.get("spec", "template", "spec", "containers", 0, "env");
        environment.stream()
                .filter(variable -> variable.get("name").equals("STREAM"))
                .map(variable -> variable.get("value"))
                .map(stream -> client.genericKubernetesResources("kinesis.services.k8s.aws/v1alpha1", "Stream")
                        .inNamespace(job.getMetadata().getNamespace())
                        .withName(stream)
                        .require())
                .forEach(stream -> patchStatus(client, stream, ENCRYPTED));
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
