// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.policy;

import io.raygate.contract.read.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policy of one tenant in one environment, in the form of {@code gateway-policy.schema.json}. The tenant chart makes
 * the same one in Helm ({@code tenant.policy.gateway}); a test renders both and compares their text. Parts that the
 * translation copies keep their paths, so a complaint about one leads to the line of the tenant file.
 */
public final class GatewayPolicy {

    /**
     * What a stream on demand counts: it takes 4 MB/s from the start, as four shards do, and grows only above that, which is
     * more than X-Ray takes of any account by default. Kinesis Data Streams quotas, docs.aws.amazon.com/streams, read 2026-11-28.
     */
    public static final int SHARDS_ON_DEMAND = 4;

    private static final String VERSION = "raygate/v1";

    /** Members of the {@link TenantSpec} that the gateway reads as they stand. */
    private static final List<String> COPIED =
            List.of("weight", "validation", "redaction", "quarantine", "enrichment", "target", "delivery");

    private GatewayPolicy() {}

    /**
     * Translates a tenant file, which needs not be valid beyond what the translation reads.
     *
     * @param environment whose clusters, limits and own settings count; empty: clusters of all environments, no limits, and
     *     what {@code spec} says
     * @throws io.raygate.contract.read.InvalidFileException where the file is no tenant file
     */
    public static Node of(Node tenantFile, String environment) {
        return of(tenantFile, environment, SharedClusters.none());
    }

    /**
     * The same for a team that has namespaces of shared clusters.
     *
     * @param shared those of the environment
     */
    public static Node of(Node tenantFile, String environment, SharedClusters shared) {
        tenantFile.required("apiVersion").expect(VERSION);
        tenantFile.required("kind").expect("Tenant");
        Node spec = tenantFile.required("spec");
        Map<String, Node> policy = new LinkedHashMap<>();
        policy.put("apiVersion", Node.string("", VERSION));
        policy.put("kind", Node.string("", "GatewayPolicy"));
        Node team = tenantFile.required("metadata").required("name");
        policy.put("tenant", team);
        policy.put("clusters", clusters(spec.required("clusters"), environment, shared.ownedBy(team.written())));
        Map<String, Node> namespaces = shared.namespacesOf(team.written());
        if (!namespaces.isEmpty()) {
            policy.put("sharedClusters", Node.object("/environment/sharedClusters", namespaces));
        }
        TenantSpec here = TenantSpec.of(tenantFile, environment);
        COPIED.forEach(name -> here.member(name).ifPresent(part -> policy.put(name, part)));
        spec.member("quota")
                .flatMap(quota -> quota.member(environment))
                .flatMap(GatewayPolicy::limits)
                .ifPresent(limits -> policy.put("limits", limits));
        return Node.object("", policy);
    }

    /** Of the quota; empty where it limits nothing that the gateway sees. */
    private static Optional<Node> limits(Node quota) {
        Map<String, Node> limits = new LinkedHashMap<>();
        for (String name : List.of("maxSegmentBytes", "segmentsPerSecond")) {
            quota.member(name).ifPresent(limit -> limits.put(name, limit));
        }
        if (limits.containsKey("segmentsPerSecond")) {
            limits.put("shards", quota.member("shards").orElse(Node.whole(quota.path(), SHARDS_ON_DEMAND)));
        }
        return limits.isEmpty() ? Optional.empty() : Optional.of(Node.object(quota.path(), limits));
    }

    private static Node clusters(Node clusters, String environment, List<String> shared) {
        List<Node> names = new ArrayList<>();
        for (Node cluster : clusters.items()) {
            if (environment.isEmpty() || cluster.required("env").text().equals(environment)) {
                names.add(cluster.required("name"));
            }
        }
        shared.forEach(name -> names.add(Node.string(clusters.path(), name)));
        return Node.list(clusters.path(), names);
    }
}
