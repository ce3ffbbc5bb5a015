// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fields that name another object, for which the controllers take that object's value once it is synced. */
final class AckReferences {

    private AckReferences() {}

    /**
     * The spec with values in the place of references.
     *
     * @throws Unresolved where one of them leads nowhere yet
     */
    static ObjectNode resolve(AckKind kind, JsonNode object, AckReconciler.Cluster cluster) {
        ObjectNode spec = object.path("spec").deepCopy().asObject();
        for (AckKind.Reference reference : kind.references()) {
            JsonNode name = spec.path(reference.field()).at("/from/name");
            if (!name.isMissingNode()) {
                spec.set(reference.target(), value(reference, name.asString(""), cluster));
                spec.remove(reference.field());
            }
        }
        return spec;
    }

    private static JsonNode value(AckKind.Reference reference, String name, AckReconciler.Cluster cluster) {
        JsonNode target = cluster.find(reference.kind(), name)
                .orElseThrow(() -> new Unresolved(reference.kind() + " " + name + " not found"));
        if (!AckConditions.areSynced(target.path("status"))) {
            throw new Unresolved("the referenced resource is not synced yet: " + name);
        }
        JsonNode value = target.at(reference.pointer());
        if (value.isMissingNode()) {
            throw new Unresolved("the referenced resource is missing the target field: " + name);
        }
        return value;
    }

    /** A reference to what is not there or not made yet. */
    static final class Unresolved extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unresolved(String message) {
            super(message);
        }
    }
}
