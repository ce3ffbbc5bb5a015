// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.gitops;

import io.raygate.contract.read.Node;
import java.util.List;

/**
 * An entry of a tenant is one cluster, and a tenant's. Argo CD deploys to where {@code server} leads, on managed Argo CD
 * with rights of its own, whatever the entry is called.
 */
final class ServerRules {

    private ServerRules() {}

    static void check(
            ContractFile tenant, String pointer, Node cluster, ContractFile environment, List<FileViolation> found) {
        String server = ContractFile.text(cluster, "server");
        if (server.startsWith("arn:") && !server.endsWith(":eks:" + place(cluster, ":cluster/", "name"))) {
            found.add(new FileViolation(
                    tenant.path(),
                    pointer + "/server",
                    "other-cluster",
                    server + " is another cluster than " + ContractFile.text(cluster, "name")
                            + "; name the same one in name, region, account and server"));
        }
        boolean isHub = environment
                .find("environment", "hub")
                .filter(hub -> place(cluster, "/", "name").equals(place(hub, "/", "cluster")))
                .isPresent();
        if (isHub) {
            found.add(new FileViolation(
                    tenant.path(),
                    pointer + "/name",
                    "hub",
                    ContractFile.text(cluster, "name") + " is the hub, which belongs to no team; remove it"));
        }
    }

    /** Region, account and name, as an ARN has them. */
    private static String place(Node cluster, String separator, String name) {
        return ContractFile.text(cluster, "region") + ":" + ContractFile.text(cluster, "account") + separator
                + ContractFile.text(cluster, name);
    }
}
