// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents from clusters that a tenant owns, and those from clusters that it does not own:
 * {@code received = owned + quarantined}. The cluster is what the forwarder says; the tenant is what IAM vouches for.
 */
public record OwnedDocuments(List<ReceivedDocument> owned, List<Quarantined> quarantined) {

    public OwnedDocuments {
        owned = List.copyOf(owned);
        quarantined = List.copyOf(quarantined);
    }

    /** Looks at the origin of each document's block. */
    public static OwnedDocuments of(TenantPolicy policy, List<ReceivedDocument> documents) {
        if (policy.clusters().isEmpty()) {
            return new OwnedDocuments(documents, List.of());
        }
        List<ReceivedDocument> owned = new ArrayList<>(documents.size());
        List<Quarantined> quarantined = new ArrayList<>();
        for (ReceivedDocument document : documents) {
            if (policy.owns(new ClusterName(document.origin().cluster()))) {
                owned.add(document);
            } else {
                quarantined.add(Quarantined.whole(
                        document,
                        QuarantineReason.CLUSTER_NOT_OWNED,
                        "the block comes from a cluster that is not in the tenant's policy"));
            }
        }
        return new OwnedDocuments(owned, quarantined);
    }
}
