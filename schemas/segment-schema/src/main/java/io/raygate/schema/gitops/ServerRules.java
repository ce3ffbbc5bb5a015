// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema.gitops;

import io.raygate.schema.explain.Violation;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An entry of a tenant is one cluster, and a tenant's. Argo CD deploys to where {@code server} leads, on managed Argo CD
 * with rights of its own, whatever the entry is called.
 */
final class ServerRules {

    private ServerRules() {}

    static void check(
            ContractFile tenant,
            String pointer,
            JsonNode cluster,
            ContractFile environment,
            List<FileViolation> found) {
        String server = text(cluster, "server");
        if (server.startsWith("arn:") && !server.endsWith(":eks:" + place(cluster, ":cluster/", "name"))) {
            found.add(new FileViolation(
                    tenant.path(),
                    new Violation(
                            pointer + "/server",
                            "other-cluster",
                            server + " is another cluster than " + text(cluster, "name")
                                    + "; name the same one in name, region, account and server")));
        }
        JsonNode hub = environment.tree().at("/environment/hub");
        if (place(cluster, "/", "name").equals(place(hub, "/", "cluster"))) {
            found.add(new FileViolation(
                    tenant.path(),
                    new Violation(
                            pointer + "/name",
                            "hub",
                            text(cluster, "name") + " is the hub, which belongs to no team; remove it")));
        }
    }

    /** Region, account and name, as an ARN has them. */
    private static String place(JsonNode cluster, String separator, String name) {
        return text(cluster, "region") + ":" + text(cluster, "account") + separator + text(cluster, name);
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }
}
