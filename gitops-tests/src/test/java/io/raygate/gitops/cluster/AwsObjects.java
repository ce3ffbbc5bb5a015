// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects of an API server that the AWS controllers look at, without the server: manifests are applied to it, and
 * reconciled in the order of Argo CD's waves. Not thread-safe.
 */
public final class AwsObjects {

    private final AckReconciler reconciler;
    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
    private final List<JsonNode> selectors = new ArrayList<>();

    /** @param hub account of the controllers' own identity */
    public AwsObjects(AwsEndpoint aws, String hub) {
        reconciler = new AckReconciler(aws, hub);
    }

    /** Takes over specs, labels and annotations, and leaves status and finalizers, as an API server does. */
    public void apply(Collection<JsonNode> manifests) {
        for (JsonNode manifest : manifests) {
            String kind = manifest.path("kind").asString("");
            if (kind.equals("IAMRoleSelector")) {
                selectors.add(manifest);
            }
            if (AckKinds.knows(kind) && manifest.path("apiVersion").asString("").contains(".services.k8s.aws/")) {
                ObjectNode object = objects.computeIfAbsent(
                        key(kind, manifest.at("/metadata/name").asString("")),
                        _ -> manifest.deepCopy().asObject());
                object.set("spec", manifest.path("spec").deepCopy());
            }
        }
    }

    /** Has each object reconciled once, and leaves out what is gone after it. */
    public void reconcile() throws IOException, InterruptedException {
        List<ObjectNode> ordered = new ArrayList<>(objects.values());
        ordered.sort(Comparator.comparingInt(object -> Integer.parseInt(
                object.at("/metadata/annotations/argocd.argoproj.io~1sync-wave").asString("0"))));
        for (ObjectNode object : ordered) {
            reconciler.reconcile(
                    object, new View(object.at("/metadata/namespace").asString("")));
        }
        objects.values()
                .removeIf(object -> object.at("/metadata").has("deletionTimestamp")
                        && object.at("/metadata/finalizers").isEmpty());
    }

    /** Asks for an object to be deleted. */
    public void delete(String kind, String name) {
        get(kind, name).withObject("/metadata").put("deletionTimestamp", "2026-11-28T00:00:00Z");
    }

    public ObjectNode get(String kind, String name) {
        return Optional.ofNullable(objects.get(key(kind, name))).orElseThrow();
    }

    /** Those of one kind. */
    public List<ObjectNode> all(String kind) {
        return objects.values().stream()
                .filter(object -> object.path("kind").asString("").equals(kind))
                .toList();
    }

    public boolean has(String kind, String name) {
        return objects.containsKey(key(kind, name));
    }

    /** Kind, name, and first condition with its message, of all that is not synced. */
    public List<String> unsynced() {
        return objects.values().stream()
                .filter(object ->
                        !object.at("/status/conditions/0/type").asString("").equals("ACK.ResourceSynced"))
                .map(object -> object.path("kind").asString("") + " "
                        + object.at("/metadata/name").asString("") + ": " + condition(object))
                .toList();
    }

    /** The first condition, which the others follow. */
    public String condition(String kind, String name) {
        return condition(get(kind, name));
    }

    private static String condition(JsonNode object) {
        JsonNode first = object.at("/status/conditions/0");
        return first.path("type").asString("") + " " + first.path("message").asString("") + " "
                + first.path("reason").asString("");
    }

    private static String key(String kind, String name) {
        return kind + "/" + name;
    }

    /** Of one namespace. */
    private final class View implements AckReconciler.Cluster {

        private final String namespace;

        View(String namespace) {
            this.namespace = namespace;
        }

        @Override
        public Optional<JsonNode> find(String kind, String name) {
            return Optional.<JsonNode>ofNullable(objects.get(key(kind, name)))
                    .filter(object ->
                            object.at("/metadata/namespace").asString("").equals(namespace));
        }

        @Override
        public Collection<JsonNode> selectors() {
            return selectors;
        }
    }
}
