// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * What a controller says of an object: {@code pkg/condition} of {@code aws-controllers-k8s/runtime} v0.61.0, read 2026-11-28. The
 * first one says what happened, the others follow from it.
 *
 * @param list written to
 */
record AckConditions(ArrayNode list) {

    private static final String SYNCED = "ACK.ResourceSynced";
    private static final String TERMINAL = "ACK.Terminal";

    void synced() {
        add(SYNCED, "True", "Resource synced successfully", "");
    }

    void terminal(String message, String reason) {
        add(TERMINAL, "True", message, reason);
    }

    /** What AWS refuses as invalid nobody asks for again; each controller has a list of its own. */
    void refused(AwsRefusal refusal) {
        boolean invalid = refusal.code().matches("(Invalid|Malformed|Validation).*");
        add(invalid ? TERMINAL : "ACK.Recoverable", "True", refusal.getMessage(), "");
    }

    void unresolved(String reason) {
        add("ACK.ReferencesResolved", "Unknown", "Reference resolution failed", reason);
    }

    private void add(String type, String status, String message, String reason) {
        list.addObject()
                .put("type", type)
                .put("status", status)
                .put("message", message)
                .put("reason", reason);
    }

    /** Adds what the runtime makes of the others. */
    void close() {
        JsonNode first = list.path(0);
        String type = first.path("type").asString("");
        String message = first.path("message").asString("");
        boolean synced = type.equals(SYNCED);
        if (!synced) {
            add(SYNCED, type.equals(TERMINAL) ? "False" : "Unknown", message, "");
        }
        add("Ready", synced ? "True" : "False", message, type);
    }

    /** Whether the controller leaves the object alone until it changes: it is synced, or nothing but a change helps. */
    boolean areSettled() {
        String type = list.path(0).path("type").asString("");
        return type.equals(SYNCED) || type.equals(TERMINAL);
    }

    /** Whether the object is as AWS has it. */
    static boolean areSynced(JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asString("").equals(SYNCED)) {
                return condition.path("status").asString("").equals("True");
            }
        }
        return false;
    }
}
