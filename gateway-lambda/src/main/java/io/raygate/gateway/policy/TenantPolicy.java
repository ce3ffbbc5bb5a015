// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.enrich.EnrichmentPolicy;
import io.raygate.gateway.redact.RedactionPolicy;
import io.raygate.gateway.submit.Destination;
import io.raygate.gateway.submit.Share;
import io.raygate.gateway.submit.Target;
import io.raygate.schema.DocumentLimits;
import io.raygate.schema.ValidationMode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a tenant wants and may do, in one environment. Immutable.
 *
 * @param maxDocumentBytes a larger document is split, trimmed or refused
 * @param redaction        the platform's rules and the tenant's, and what becomes of what they cannot read
 * @param clusters         from which blocks are taken, whatever they hold; empty: from any
 * @param sharedClusters   from which documents are taken that no pod outside these namespaces has sent; beside the others
 * @param delivery         where OpenTelemetry spans go
 * @param annotations      attributes of spans that become annotations of segments, beside the platform's
 * @param weight           the tenant's part where X-Ray does not take everything, 1 to 100
 * @param share            what all processes together send of the tenant's; empty: what X-Ray takes
 */
public record TenantPolicy(
        ValidationMode validation,
        int maxDocumentBytes,
        RedactionPolicy redaction,
        EnrichmentPolicy enrichment,
        Target target,
        DeliveryTarget delivery,
        Set<String> annotations,
        Optional<Set<ClusterName>> clusters,
        Map<ClusterName, Set<String>> sharedClusters,
        int weight,
        Optional<Share> share) {

    /** X-Ray's document size, and what {@link #maxDocumentBytes} is at most. */
    public static final int MAX_DOCUMENT_BYTES = DocumentLimits.XRAY_DOCUMENT_BYTES;

    public TenantPolicy {
        annotations = Set.copyOf(annotations);
        clusters = clusters.map(Set::copyOf);
        sharedClusters = Map.copyOf(sharedClusters);
    }

    /** The policy of a tenant without one: any cluster, the gateway's own target. */
    public static TenantPolicy unwritten(ValidationMode validation, RedactionPolicy platform) {
        return new TenantPolicy(
                validation,
                MAX_DOCUMENT_BYTES,
                platform,
                EnrichmentPolicy.DEFAULT,
                Target.OWN,
                DeliveryTarget.XRAY,
                Set.of(),
                Optional.empty(),
                Map.of(),
                1,
                Optional.empty());
    }

    /** Where the tenant's documents go. */
    public Destination destination(TenantId tenant) {
        return new Destination(tenant, target, weight, share);
    }

    /** Whether all blocks of that cluster are the tenant's. */
    public boolean owns(ClusterName cluster) {
        return clusters.isEmpty() || clusters.get().contains(cluster);
    }

    /** The namespaces that are the tenant's in a cluster which teams share; empty where it has none there. */
    public Optional<Set<String>> namespacesIn(ClusterName cluster) {
        return Optional.ofNullable(sharedClusters.get(cluster));
    }
}
