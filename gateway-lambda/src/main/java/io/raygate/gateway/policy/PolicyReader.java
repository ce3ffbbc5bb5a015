// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.policy;

import io.raygate.contract.read.Node;
import io.raygate.gateway.decode.DeliveryTarget;
import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.enrich.EnrichmentPolicy;
import io.raygate.gateway.redact.RedactionRule;
import io.raygate.gateway.redact.Unreadable;
import io.raygate.gateway.submit.Destination;
import io.raygate.gateway.submit.Share;
import io.raygate.gateway.submit.Target;
import io.raygate.otlp.TranslationRules;
import io.raygate.schema.ValidationMode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a policy in the gateway's form, {@code gateway-policy.schema.json}. A policy that cannot be used is an
 * {@link io.raygate.contract.read.InvalidFileException}. Stateless.
 *
 * @param platform rules that every tenant has, whatever it writes
 * @param unreadable what becomes of what the platform's rules cannot read
 * @param hasKey   whether rules may hash
 */
record PolicyReader(List<RedactionRule> platform, Unreadable unreadable, boolean hasKey) {

    static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final String REGION = "[a-z]{2}(?:-[a-z]+)+-[0-9]";
    private static final String ROLE = "arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}";
    private static final String EXTERNAL_ID = "[A-Za-z0-9+=,.@:/_-]{2,1224}";
    private static final String ATTRIBUTE = "[!-~]{1,200}";
    private static final Set<String> MEMBERS = Set.of(
            "apiVersion",
            "kind",
            "tenant",
            "weight",
            "validation",
            "limits",
            "redaction",
            "quarantine",
            "enrichment",
            "target",
            "delivery",
            "clusters",
            "sharedClusters");
    private static final Set<String> LIMITS = Set.of("maxSegmentBytes", "segmentsPerSecond", "shards");
    private static final int MIN_DOCUMENT_BYTES = 1_024;

    PolicyReader {
        platform = List.copyOf(platform);
    }

    /** The policy of the tenant, which must be its own. */
    TenantPolicy read(TenantId tenant, Node root) {
        root.only(MEMBERS);
        root.required("apiVersion").expect("raygate/v1");
        root.required("kind").expect("GatewayPolicy");
        root.required("tenant").expect(tenant.value());
        Optional<Node> limits = root.member("limits").map(node -> node.only(LIMITS));
        Set<ClusterName> clusters = new HashSet<>();
        for (Node cluster : root.required("clusters").items()) {
            clusters.add(clusterName(cluster));
        }
        Map<ClusterName, Set<String>> shared = SharedClustersReader.read(root.member("sharedClusters"), clusters);
        if (clusters.isEmpty() && shared.isEmpty()) {
            throw root.required("clusters")
                    .invalid(
                            "names no cluster of this environment; add one, or give the team namespaces of a shared cluster"
                                    + " in the environment's file");
        }
        return policy(root, limits, clusters, shared);
    }

    private TenantPolicy policy(
            Node from, Optional<Node> limits, Set<ClusterName> clusters, Map<ClusterName, Set<String>> shared) {
        int max = TenantPolicy.MAX_DOCUMENT_BYTES;
        EnrichmentPolicy enrichment = EnrichmentReader.read(from.member("enrichment"));
        return new TenantPolicy(
                from.member("validation").map(PolicyReader::mode).orElse(ValidationMode.REPAIR),
                limits.flatMap(node -> node.member("maxSegmentBytes"))
                        .map(node -> node.integer(MIN_DOCUMENT_BYTES, max))
                        .orElse(max),
                new RedactionReader(platform, unreadable, hasKey).read(from, enrichment),
                enrichment,
                from.member("target").map(PolicyReader::target).orElse(Target.OWN),
                from.member("delivery").map(PolicyReader::delivery).orElse(DeliveryTarget.XRAY),
                from.member("delivery").map(PolicyReader::annotations).orElse(Set.of()),
                Optional.of(clusters),
                shared,
                from.member("weight")
                        .map(node -> node.integer(1, Destination.MAX_WEIGHT))
                        .orElse(1),
                limits.flatMap(PolicyReader::share));
    }

    private static Optional<Share> share(Node limits) {
        return limits.member("segmentsPerSecond")
                .map(segments -> new Share(
                        segments.integer(1, Share.MAX_SEGMENTS_PER_SECOND),
                        limits.required("shards", "write those of the stream, over which segmentsPerSecond is divided")
                                .integer(1, Share.MAX_SHARDS)));
    }

    private static ClusterName clusterName(Node node) {
        return new ClusterName(node.text(LABEL, "is not a cluster's name; write 1 to 63 of a-z 0-9 and hyphen"));
    }

    private static ValidationMode mode(Node node) {
        return node.only(Set.of("mode"))
                .member("mode")
                .map(mode -> PolicyReader.<ValidationMode>constant(mode, ValidationMode.values()))
                .orElse(ValidationMode.REPAIR);
    }

    private static DeliveryTarget delivery(Node node) {
        return node.only(Set.of("target", "annotations"))
                .member("target")
                .map(target -> PolicyReader.<DeliveryTarget>constant(target, DeliveryTarget.values()))
                .orElse(DeliveryTarget.XRAY);
    }

    /** X-Ray indexes 50 for a trace. */
    private static Set<String> annotations(Node node) {
        Set<String> keys = new HashSet<>();
        for (Node key : node.member("annotations").map(Node::items).orElse(List.of())) {
            keys.add(key.text(ATTRIBUTE, "is not the key of an attribute; write 1 to 200 characters, or * for all"));
        }
        if (keys.size() > TranslationRules.MAX_ANNOTATIONS) {
            throw node.required("annotations")
                    .invalid("has " + keys.size() + " keys; write at most " + TranslationRules.MAX_ANNOTATIONS);
        }
        return keys;
    }

    private static Target target(Node node) {
        node.only(Set.of("region", "roleArn", "externalId"));
        Optional<String> role = node.member("roleArn")
                .map(arn -> arn.text(ROLE, "is not a role; write arn:aws:iam::<12 digits>:role/<name>"));
        Optional<String> externalId = node.member("externalId")
                .map(id -> id.text(EXTERNAL_ID, "is not an external id; write 2 to 1,224 of A-Z a-z 0-9 +=,.@:/_-"));
        if (externalId.isPresent() && role.isEmpty()) {
            throw node.required("externalId").invalid("is of no use without a role; write roleArn, too");
        }
        return new Target(
                node.member("region")
                        .map(region -> region.text(REGION, "is not a region; write one as eu-west-1"))
                        .orElse(""),
                role.orElse(""),
                externalId.orElse(""));
    }

    static <T extends Enum<T>> T constant(Node node, T[] constants) {
        List<String> names = Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
        return node.choice(
                text -> names.contains(text) ? Optional.of(constants[names.indexOf(text)]) : Optional.empty(), names);
    }
}
