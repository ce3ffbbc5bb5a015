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
import tools.jackson.databind.node.ObjectNode;

/**
 * One reconciliation of one object, as the runtime of the AWS controllers for Kubernetes does it. The order is that of
 * {@code aws-controllers-k8s/runtime} v0.61.0, read 2026-11-28: {@code pkg/runtime/reconciler.go} ({@code Reconcile},
 * {@code Sync}, {@code createResource}, {@code updateResource}, {@code failOnResourceUnmanaged}, {@code getDeletionPolicy}). What it
 * simplifies: a field that the manifest does not name is left as AWS has it, as if the controller had initialised it late; and
 * whoever calls it decides when an object is looked at again.
 */
final class AckReconciler {

    private static final String NOT_MANAGED = "Resource already exists";
    private static final String NOT_MANAGED_REASON = "This resource already exists but is not managed by ACK.";

    /** What else the API server has, of the same namespace but for selectors. */
    interface Cluster {

        Optional<JsonNode> find(String kind, String name);

        Collection<JsonNode> selectors();

        /** Has the metadata before AWS is called, so that nothing is made that nobody would delete. */
        default void keepMetadata(ObjectNode object) {}
    }

    private final AwsEndpoint aws;
    private final String hub;

    /** @param hub account of the controllers' own identity */
    AckReconciler(AwsEndpoint aws, String hub) {
        this.aws = aws;
        this.hub = hub;
    }

    /** Writes finalizers, annotations and status into {@code json}; the answer says whether it waits for a change now. */
    boolean reconcile(ObjectNode json, Cluster cluster) throws IOException, InterruptedException {
        AckObject object = new AckObject(json);
        AckKind kind = AckKinds.of(object.kind());
        AckConditions conditions = object.clearConditions();
        try {
            Account account = account(object, cluster);
            if (object.isBeingDeleted()) {
                delete(kind, account, object, cluster);
                return true;
            }
            sync(kind, account, object, AckReferences.resolve(kind, json, cluster), cluster);
        } catch (AwsRefusal refusal) {
            conditions.refused(refusal);
        } catch (AckReferences.Unresolved unresolved) {
            conditions.unresolved(unresolved.getMessage());
        }
        conditions.close();
        return conditions.areSettled();
    }

    /** The session of the role that a selector names; without one, the controllers' own identity, which may do nothing. */
    private Account account(AckObject object, Cluster cluster) throws IOException, InterruptedException {
        for (JsonNode selector : cluster.selectors()) {
            JsonNode names = selector.at("/spec/namespaceSelector/names");
            boolean here =
                    names.valueStream().anyMatch(name -> name.asString("").equals(object.namespace()));
            if (here && AckFields.has(selector.at("/spec/resourceLabelSelector/matchLabels"), object.labels())) {
                return aws.controllers(hub, selector.at("/spec/arn").asString(""), object.region());
            }
        }
        return aws.itself(hub, object.region());
    }

    private void sync(AckKind kind, Account account, AckObject object, ObjectNode spec, Cluster cluster)
            throws IOException, InterruptedException {
        if (object.adopts()) {
            object.populate();
        }
        Optional<AckKind.Found> found = kind.read(account, spec, object.status());
        if (found.isEmpty()) {
            create(kind, account, object, spec, cluster);
            object.conditions().synced();
            return;
        }
        if (!object.isManaged() && !object.adopts()) {
            object.conditions().terminal(NOT_MANAGED, NOT_MANAGED_REASON);
            return;
        }
        object.observe(found.get());
        if (!object.isManaged()) {
            object.markAdopted();
            manage(object, true, cluster);
        }
        Set<String> changed = difference(spec, found.get().fields());
        if (!changed.isEmpty()) {
            kind.update(account, spec, object.status(), changed);
            kind.read(account, spec, object.status()).ifPresent(object::observe);
        }
        object.conditions().synced();
    }

    private static void create(AckKind kind, Account account, AckObject object, ObjectNode spec, Cluster cluster)
            throws IOException, InterruptedException {
        boolean managed = object.isManaged();
        manage(object, true, cluster);
        try {
            kind.create(account, spec, object.status());
        } catch (AwsRefusal refusal) {
            manage(object, managed, cluster);
            throw refusal;
        }
        kind.read(account, spec, object.status()).ifPresent(object::observe);
    }

    private static void manage(AckObject object, boolean managed, Cluster cluster) {
        if (object.isManaged() != managed) {
            object.manage(managed);
            cluster.keepMetadata(object.json());
        }
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

    private static void delete(AckKind kind, Account account, AckObject object, Cluster cluster)
            throws IOException, InterruptedException {
        if (object.isManaged() && !object.isRetained()) {
            ObjectNode spec = AckReferences.resolve(kind, object.json(), cluster);
            if (kind.read(account, spec, object.status()).isPresent()) {
                kind.delete(account, spec, object.status());
            }
        }
        manage(object, false, cluster);
    }
}
