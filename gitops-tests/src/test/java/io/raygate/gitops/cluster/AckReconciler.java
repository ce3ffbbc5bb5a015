// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import io.raygate.gitops.cluster.AwsEndpoint.Account;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One reconciliation of one object, as the runtime of the AWS controllers for Kubernetes does it. The order and the conditions
 * are those of {@code aws-controllers-k8s/runtime} v0.61.0, read 2026-11-28: {@code pkg/runtime/reconciler.go} ({@code Reconcile},
 * {@code Sync}, {@code createResource}, {@code updateResource}, {@code failOnResourceUnmanaged}, {@code getDeletionPolicy}) and
 * {@code pkg/condition}. What it simplifies:
 * <ul>
 *   <li>A field that the manifest does not name is left as AWS has it, as if the controller had initialised it late.
 *   <li>What AWS refuses as invalid is {@code ACK.Terminal}, every other refusal {@code ACK.Recoverable}; each controller has a list of
 *       its own.
 *   <li>Whoever calls it decides when an object is looked at again.
 * </ul>
 */
final class AckReconciler {

    private static final String ANNOTATIONS = "services.k8s.aws/";
    private static final String NOT_MANAGED = "Resource already exists";
    private static final String NOT_MANAGED_REASON = "This resource already exists but is not managed by ACK.";

    /** What else the API server has, of the same namespace but for selectors. */
    interface Cluster {

        Optional<JsonNode> find(String kind, String name);

        Collection<JsonNode> selectors();
    }

    private final AwsEndpoint aws;
    private final String hub;

    /** @param hub account of the controllers' own identity */
    AckReconciler(AwsEndpoint aws, String hub) {
        this.aws = aws;
        this.hub = hub;
    }

    /** Writes finalizers, annotations and status into {@code object}. */
    void reconcile(ObjectNode object, Cluster cluster) throws IOException, InterruptedException {
        AckKind kind = AckKinds.of(object.path("kind").asString(""));
        ObjectNode status = object.withObject("/status");
        ArrayNode conditions = status.putArray("conditions");
        try {
            Account account = account(object, cluster);
            ObjectNode spec = resolve(kind, object, cluster);
            if (object.at("/metadata").has("deletionTimestamp")) {
                delete(kind, account, object, spec);
                return;
            }
            sync(kind, account, object, spec);
        } catch (AwsRefusal refusal) {
            boolean terminal = refusal.code().matches("(Invalid|Malformed|Validation).*");
            condition(conditions, terminal ? "ACK.Terminal" : "ACK.Recoverable", "True", refusal.getMessage(), "");
        } catch (Unresolved unresolved) {
            condition(
                    conditions,
                    "ACK.ReferencesResolved",
                    "Unknown",
                    "Reference resolution failed",
                    unresolved.getMessage());
        }
        ready(conditions);
    }

    /** The session of the role that a selector names; without one, the controllers' own identity, which may do nothing. */
    private Account account(JsonNode object, Cluster cluster) throws IOException, InterruptedException {
        String region =
                object.at("/metadata/annotations/services.k8s.aws~1region").asString("");
        for (JsonNode selector : cluster.selectors()) {
            JsonNode names = selector.at("/spec/namespaceSelector/names");
            boolean here = false;
            for (JsonNode name : names) {
                here |= name.asString("")
                        .equals(object.at("/metadata/namespace").asString(""));
            }
            if (here
                    && AckFields.has(
                            selector.at("/spec/resourceLabelSelector/matchLabels"), object.at("/metadata/labels"))) {
                return aws.controllers(hub, selector.at("/spec/arn").asString(""), region);
            }
        }
        return aws.itself(hub, region);
    }

    private void sync(AckKind kind, Account account, ObjectNode object, ObjectNode spec)
            throws IOException, InterruptedException {
        ObjectNode status = object.withObject("/status");
        ArrayNode conditions = status.withArray("conditions");
        if (adopts(object)) {
            fields(object, spec, status);
        }
        Optional<AckKind.Found> found = kind.read(account, spec, status);
        if (found.isEmpty()) {
            boolean managed = isManaged(object);
            manage(object, true);
            try {
                kind.create(account, spec, status);
            } catch (AwsRefusal refusal) {
                manage(object, managed);
                throw refusal;
            }
            kind.read(account, spec, status).ifPresent(made -> observe(object, made));
        } else if (!isManaged(object) && adopts(object)) {
            observe(object, found.get());
            manage(object, true);
            object.withObject("/metadata/annotations").put(ANNOTATIONS + "adopted", "true");
            sync(kind, account, object, spec);
            return;
        } else if (!isManaged(object)) {
            condition(conditions, "ACK.Terminal", "True", NOT_MANAGED, NOT_MANAGED_REASON);
            return;
        } else {
            observe(object, found.get());
            Set<String> changed = difference(spec, found.get().fields());
            if (!changed.isEmpty()) {
                kind.update(account, spec, status, changed);
                kind.read(account, spec, status).ifPresent(made -> observe(object, made));
            }
        }
        condition(conditions, "ACK.ResourceSynced", "True", "Resource synced successfully", "");
    }

    /** Only what the read call returns can differ: the rest of {@code latest} is a copy of what is wanted. */
    private static Set<String> difference(JsonNode spec, JsonNode found) {
        Set<String> changed = new TreeSet<>();
        found.properties().forEach(field -> {
            JsonNode wanted = spec.path(field.getKey());
            if (!wanted.isMissingNode() && !AckFields.has(AckFields.value(field.getKey(), wanted), field.getValue())) {
                changed.add(field.getKey());
            }
        });
        return changed;
    }

    private void delete(AckKind kind, Account account, ObjectNode object, JsonNode spec)
            throws IOException, InterruptedException {
        JsonNode status = object.path("status");
        boolean retains = object.at("/metadata/annotations/services.k8s.aws~1deletion-policy")
                .asString("delete")
                .equals("retain");
        if (isManaged(object) && !retains && kind.read(account, spec, status).isPresent()) {
            kind.delete(account, spec, status);
        }
        manage(object, false);
    }

    /** The spec with values in the place of references. */
    private static ObjectNode resolve(AckKind kind, JsonNode object, Cluster cluster) {
        ObjectNode spec = object.path("spec").deepCopy().asObject();
        for (AckKind.Reference reference : kind.references()) {
            JsonNode name = spec.path(reference.field()).at("/from/name");
            if (name.isMissingNode()) {
                continue;
            }
            JsonNode target = cluster.find(reference.kind(), name.asString(""))
                    .orElseThrow(() -> new Unresolved(reference.kind() + " " + name.asString("") + " not found"));
            if (!isSynced(target)) {
                throw new Unresolved("the referenced resource is not synced yet: " + name.asString(""));
            }
            JsonNode value = target.at(reference.pointer());
            if (value.isMissingNode()) {
                throw new Unresolved("the referenced resource is missing the target field: " + name.asString(""));
            }
            spec.set(reference.target(), value);
            spec.remove(reference.field());
        }
        return spec;
    }

    private static boolean isSynced(JsonNode object) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asString("").equals("ACK.ResourceSynced")) {
                return condition.path("status").asString("").equals("True");
            }
        }
        return false;
    }

    /** What {@code adoption-fields} says of a resource that AWS knows by no name of the spec. */
    private static void fields(JsonNode object, ObjectNode spec, ObjectNode status) {
        String text = object.at("/metadata/annotations/services.k8s.aws~1adoption-fields")
                .asString("");
        if (!text.isEmpty() && !isManaged(object)) {
            new JsonMapper().readTree(text).properties().forEach(field -> status.set(field.getKey(), field.getValue()));
        }
    }

    private static boolean adopts(JsonNode object) {
        return object.at("/metadata/annotations/services.k8s.aws~1adoption-policy")
                .asString("")
                .equals("adopt-or-create");
    }

    private static void observe(ObjectNode object, AckKind.Found found) {
        found.status()
                .properties()
                .forEach(field -> object.withObject("/status").set(field.getKey(), field.getValue()));
    }

    private static String finalizer(JsonNode object) {
        String group = object.path("apiVersion").asString("").replaceFirst("/.*", "");
        return "finalizers." + group + "/" + object.path("kind").asString("");
    }

    private static boolean isManaged(JsonNode object) {
        for (JsonNode finalizer : object.at("/metadata/finalizers")) {
            if (finalizer.asString("").equals(finalizer(object))) {
                return true;
            }
        }
        return false;
    }

    private static void manage(ObjectNode object, boolean managed) {
        if (isManaged(object) == managed) {
            return;
        }
        ArrayNode finalizers = object.withObject("/metadata").withArray("finalizers");
        if (managed) {
            finalizers.add(finalizer(object));
            return;
        }
        for (int i = finalizers.size() - 1; i >= 0; i--) {
            if (finalizers.path(i).asString("").equals(finalizer(object))) {
                finalizers.remove(i);
            }
        }
    }

    private static void condition(ArrayNode conditions, String type, String status, String message, String reason) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", status)
                .put("message", message)
                .put("reason", reason);
    }

    /** The runtime adds what it makes of the others. */
    private static void ready(ArrayNode conditions) {
        JsonNode first = conditions.path(0);
        boolean synced = first.path("type").asString("").equals("ACK.ResourceSynced");
        if (!synced) {
            boolean terminal = first.path("type").asString("").equals("ACK.Terminal");
            condition(
                    conditions,
                    "ACK.ResourceSynced",
                    terminal ? "False" : "Unknown",
                    first.path("message").asString(""),
                    "");
        }
        condition(
                conditions,
                "Ready",
                synced ? "True" : "False",
                first.path("message").asString(""),
                first.path("type").asString(""));
    }

    /** A reference to what is not there or not made yet. */
    private static final class Unresolved extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unresolved(String message) {
            super(message);
        }
    }
}
