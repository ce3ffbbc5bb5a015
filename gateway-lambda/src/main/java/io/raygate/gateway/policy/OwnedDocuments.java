// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.block.Workload;
import io.raygate.gateway.decode.ReceivedDocument;
import io.raygate.gateway.quarantine.QuarantineReason;
import io.raygate.gateway.quarantine.Quarantined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The documents from clusters that a tenant owns, and those from clusters or namespaces that it does not own:
 * {@code received = owned + quarantined}. Cluster and namespace are what the forwarder says; the tenant is what IAM vouches
 * for. In a cluster that teams share, the namespace counts where the forwarder knows it: a document of an unknown pod is
 * the tenant's, since IAM lets nobody but the platform's forwarder put it on the tenant's stream.
 */
public record OwnedDocuments(List<ReceivedDocument> owned, List<Quarantined> quarantined) {

    public OwnedDocuments {
        owned = List.copyOf(owned);
        quarantined = List.copyOf(quarantined);
    }

    /** Looks at the origin of each document's block, and at its pod. */
    public static OwnedDocuments of(TenantPolicy policy, List<ReceivedDocument> documents) {
        if (policy.clusters().isEmpty()) {
            return new OwnedDocuments(documents, List.of());
        }
        List<ReceivedDocument> owned = new ArrayList<>(documents.size());
        List<Quarantined> quarantined = new ArrayList<>();
        for (ReceivedDocument document : documents) {
            Optional<Refusal> refusal = refusal(policy, document);
            if (refusal.isEmpty()) {
                owned.add(document);
            } else {
                quarantined.add(Quarantined.whole(
                        document, refusal.get().reason(), refusal.get().message()));
            }
        }
        return new OwnedDocuments(owned, quarantined);
    }

    private static Optional<Refusal> refusal(TenantPolicy policy, ReceivedDocument document) {
        ClusterName cluster = new ClusterName(document.origin().cluster());
        if (policy.owns(cluster)) {
            return Optional.empty();
        }
        Optional<Set<String>> namespaces = policy.namespacesIn(cluster);
        if (namespaces.isEmpty()) {
            return Optional.of(new Refusal(
                    QuarantineReason.CLUSTER_NOT_OWNED,
                    "the block comes from a cluster that is not in the tenant's policy"));
        }
        String namespace = document.workload().map(Workload::namespace).orElse("");
        if (namespace.isEmpty() || namespaces.get().contains(namespace)) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                QuarantineReason.NAMESPACE_NOT_OWNED,
                "the pod is in a namespace that is not in the tenant's policy for the shared cluster"));
    }

    private record Refusal(QuarantineReason reason, String message) {}
}
