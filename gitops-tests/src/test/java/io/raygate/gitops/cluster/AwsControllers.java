// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for the AWS controllers for Kubernetes: what an API server holds of their kinds is made, changed and deleted in AWS on
 * loopback, by {@link AckReconciler}. As with the controllers, an object that is synced or beyond help is looked at again only when its
 * {@code metadata.generation} changes, every other one each time ({@code BindControllerManager} and {@code HandleReconcileError} of
 * {@code aws-controllers-k8s/runtime}, {@code pkg/runtime/reconciler.go}). That they look at everything again every ten minutes is
 * left out.
 */
public final class AwsControllers implements Part {

    private static final String GROUPS = "services.k8s.aws/";
    private static final Kind SELECTOR = new Kind(GROUPS + "v1alpha1", "IAMRoleSelector");
    private static final JsonMapper JSON = new JsonMapper();

    private final AckReconciler reconciler;
    private final Controller controller;

    /** The generation at which an object needs nothing more, by UID. */
    private final Map<String, Long> settled = new HashMap<>();

    private AwsControllers(ControlPlane hub, AwsEndpoint aws, String account) {
        reconciler = new AckReconciler(aws, account);
        controller = Controller.start(hub.client(), this::reconcile);
    }

    /** @param account that of the hub, which the controllers' own identity is of */
    public static AwsControllers start(ControlPlane hub, AwsEndpoint aws, String account) {
        return new AwsControllers(hub, aws, account);
    }

    private void reconcile(KubernetesClient client) {
        List<Kind> kinds =
                Objects.kinds(client, version -> version.contains(GROUPS)).toList();
        if (!kinds.contains(SELECTOR)) {
            return; // the controllers' charts are not there yet
        }
        List<JsonNode> selectors = Objects.list(client, SELECTOR).stream()
                .<JsonNode>map(AwsControllers::json)
                .toList();
        Map<String, GenericKubernetesResource> objects = new HashMap<>();
        kinds.stream()
                .filter(kind -> AckKinds.knows(kind.name()))
                .flatMap(kind -> Objects.list(client, kind).stream())
                .forEach(object -> objects.put(
                        key(
                                object.getKind(),
                                object.getMetadata().getNamespace(),
                                object.getMetadata().getName()),
                        object));
        for (GenericKubernetesResource object : objects.values()) {
            reconcile(client, object, new View(client, object, objects, selectors));
        }
    }

    private void reconcile(KubernetesClient client, GenericKubernetesResource object, View view) {
        String uid = object.getMetadata().getUid();
        Long generation = object.getMetadata().getGeneration();
        if (generation.equals(settled.get(uid))) {
            return;
        }
        ObjectNode json = json(object);
        boolean isSettled = reconciled(json, view);
        if (object.getMetadata().getDeletionTimestamp() != null && !new AckObject(json).isManaged()) {
            settled.remove(uid); // it is gone, or waits for somebody else
            return;
        }
        if (!json.path("status").equals(json(object).path("status"))) {
            ObjectNode status = JSON.createObjectNode();
            status.set("status", json.path("status"));
            client.resource(object)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), status.toString());
        }
        if (isSettled) {
            settled.put(uid, generation);
        }
    }

    private boolean reconciled(ObjectNode json, View view) {
        try {
            return reconciler.reconcile(json, view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("the test ends"));
        }
    }

    private static ObjectNode json(GenericKubernetesResource object) {
        return JSON.readTree(Serialization.asJson(object)).asObject();
    }

    private static String key(String kind, String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }

    /** What the API server had when this round began. */
    private record View(
            KubernetesClient client,
            GenericKubernetesResource object,
            Map<String, GenericKubernetesResource> objects,
            Collection<JsonNode> selectors)
            implements AckReconciler.Cluster {

        @Override
        public Optional<JsonNode> find(String kind, String name) {
            return Optional.ofNullable(
                            objects.get(key(kind, object.getMetadata().getNamespace(), name)))
                    .map(AwsControllers::json);
        }

        @Override
        public void keepMetadata(ObjectNode json) {
            ObjectNode patch = JSON.createObjectNode();
            ObjectNode metadata = patch.putObject("metadata");
            metadata.set("finalizers", json.at("/metadata/finalizers"));
            metadata.set("annotations", json.at("/metadata/annotations"));
            client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
        }
    }

    @Override
    public void close() {
        controller.close();
    }
}
