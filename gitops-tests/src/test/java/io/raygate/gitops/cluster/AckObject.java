// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object of a controller: what its metadata asks for, and what the controller writes into it.
 *
 * @param json written to
 */
record AckObject(ObjectNode json) {

    private static final String ANNOTATIONS = "services.k8s.aws/";

    String kind() {
        return json.path("kind").asString("");
    }

    String namespace() {
        return json.at("/metadata/namespace").asString("");
    }

    JsonNode labels() {
        return json.at("/metadata/labels");
    }

    String region() {
        return annotation("region");
    }

    JsonNode spec() {
        return json.path("spec");
    }

    ObjectNode status() {
        return json.withObject("/status");
    }

    boolean isBeingDeleted() {
        return json.at("/metadata").has("deletionTimestamp");
    }

    boolean isRetained() {
        return annotation("deletion-policy").equals("retain");
    }

    boolean adopts() {
        return annotation("adoption-policy").equals("adopt-or-create");
    }

    void markAdopted() {
        json.withObject("/metadata/annotations").put(ANNOTATIONS + "adopted", "true");
    }

    /** Writes into the status what {@code adoption-fields} says of a resource that AWS knows by no name of the spec. */
    void populate() {
        String fields = annotation("adoption-fields");
        if (!fields.isEmpty() && !isManaged()) {
            new JsonMapper()
                    .readTree(fields)
                    .properties()
                    .forEach(field -> status().set(field.getKey(), field.getValue()));
        }
    }

    private String annotation(String name) {
        return json.at("/metadata/annotations").path(ANNOTATIONS + name).asString("");
    }

    boolean isManaged() {
        for (JsonNode finalizer : json.at("/metadata/finalizers")) {
            if (finalizer.asString("").equals(finalizer())) {
                return true;
            }
        }
        return false;
    }

    void manage(boolean managed) {
        ArrayNode finalizers = json.withObject("/metadata").withArray("finalizers");
        for (int i = finalizers.size() - 1; i >= 0; i--) {
            if (finalizers.path(i).asString("").equals(finalizer())) {
                finalizers.remove(i);
            }
        }
        if (managed) {
            finalizers.add(finalizer());
        }
    }

    private String finalizer() {
        String group = json.path("apiVersion").asString("").replaceFirst("/.*", "");
        return "finalizers." + group + "/" + kind();
    }

    /** What the read call returned of the status. */
    void observe(AckKind.Found found) {
        found.status().properties().forEach(field -> status().set(field.getKey(), field.getValue()));
        ObjectNode metadata = status().withObject("/ackResourceMetadata");
        metadata.put("region", region());
        metadata.put(
                "ownerAccountID",
                json.at("/metadata/labels/raygate.io~1account").asString(""));
    }

    AckConditions conditions() {
        return new AckConditions(status().withArray("conditions"));
    }

    /** Without any, as a reconciliation begins. */
    AckConditions clearConditions() {
        return new AckConditions(status().putArray("conditions"));
    }
}
