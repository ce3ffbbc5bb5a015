// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stands in for Kubernetes' garbage collector: what is deleted in the foreground goes once it has no dependents, and here
 * nothing has any.
 */
public final class GarbageCollector implements Part {

    private static final String FINALIZER = "foregroundDeletion";

    private final List<Controller> controllers;

    private GarbageCollector(List<Controller> controllers) {
        this.controllers = controllers;
    }

    public static GarbageCollector start(ControlPlane... planes) {
        return new GarbageCollector(Stream.of(planes)
                .map(plane -> Controller.start(plane.client(), GarbageCollector::reconcile))
                .toList());
    }

    private static void reconcile(KubernetesClient client) {
        Objects.kinds(client)
                .forEach(kind -> Objects.list(client, kind).stream()
                        .filter(object -> object.getMetadata().getFinalizers().contains(FINALIZER))
                        .forEach(object -> release(client, object)));
    }

    private static void release(KubernetesClient client, GenericKubernetesResource object) {
        List<String> others = object.getMetadata().getFinalizers().stream()
                .filter(finalizer -> !finalizer.equals(FINALIZER))
                .map("\"%s\""::formatted)
                .toList();
        client.resource(object)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": %s}}".formatted(others));
    }

    @Override
    public void close() {
        controllers.forEach(Controller::close);
    }
}
