// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

import io.raygate.block.Origin;
import io.raygate.block.Workload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Turns what is known of a sender into the members that its documents get. */
final class Parts {

    /** Origin of a segment that comes from a pod on EKS: X-Ray Developer Guide's form, read 2026-11-22. */
    static final String EKS_ORIGIN = "AWS::EKS::Container";

    /** Characters in an annotation's value. X-Ray SDK guides, "Annotations and metadata", read 2026-11-22. */
    private static final int MAX_ANNOTATION_CHARACTERS = 1_000;

    private final EnrichmentPolicy policy;
    private final Origin origin;
    private final Workload workload;
    private final List<Part> parts = new ArrayList<>();

    private Parts(EnrichmentPolicy policy, Origin origin, Workload workload) {
        this.policy = policy;
        this.origin = origin;
        this.workload = workload;
    }

    /**
     * The members that documents get which refer to no sender, as those do that a collector has passed on: they come from
     * the block's cluster, but nobody says from which of its nodes.
     */
    static List<Part> ofNobody(EnrichmentPolicy policy, Origin origin) {
        Origin cluster = new Origin(
                origin.cluster(),
                origin.region(),
                origin.account(),
                "",
                "",
                "",
                origin.forwarderVersion(),
                origin.producerId());
        return of(policy, cluster, Workload.ofAddress(""));
    }

    /** The members that documents of this sender get, the most important first; what is not known is left out. */
    static List<Part> of(EnrichmentPolicy policy, Origin origin, Workload workload) {
        Parts parts = new Parts(policy, origin, workload);
        if (policy.eks()) {
            parts.addEks();
        }
        parts.addAnnotations();
        parts.addMetadata();
        return List.copyOf(parts.parts);
    }

    private void addEks() {
        if (origin.cluster().isEmpty()) {
            return;
        }
        if (workload.pod().isEmpty()) {
            parts.add(Part.text(PartKind.EKS, "cluster_name", origin.cluster()).asCompleting());
            return;
        }
        addText(PartKind.EKS, "cluster_name", origin.cluster());
        addText(PartKind.EKS, "pod", workload.pod());
        addText(PartKind.EKS, "container_id", workload.containerId());
        addText(PartKind.ORIGIN, "origin", EKS_ORIGIN);
    }

    private void addAnnotations() {
        policy.sender().forEach((key, field) -> addText(PartKind.ANNOTATION, key, field.of(origin, workload)));
        policy.labels()
                .forEach((key, label) ->
                        addText(PartKind.ANNOTATION, key, workload.labels().getOrDefault(label, "")));
        policy.constants().forEach(this::addConstant);
    }

    private void addConstant(String key, Object value) {
        if (value instanceof String text) {
            addText(PartKind.ANNOTATION, key, text);
            return;
        }
        parts.add(Part.json(PartKind.ANNOTATION, key, value.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    private void addText(PartKind kind, String key, String value) {
        if (!value.isEmpty()) {
            parts.add(Part.text(kind, key, kind == PartKind.ANNOTATION ? shortened(value) : value));
        }
    }

    private void addMetadata() {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.write('{');
        for (SenderField field : policy.metadataFields()) {
            String value = field.of(origin, workload);
            if (!value.isEmpty()) {
                if (object.size() > 1) {
                    object.write(',');
                }
                object.writeBytes(
                        Part.text(PartKind.METADATA, field.key(), value).member());
            }
        }
        object.write('}');
        if (object.size() > 2) {
            parts.add(Part.json(PartKind.METADATA, policy.metadataNamespace(), object.toByteArray()));
        }
    }

    private static String shortened(String value) {
        return value.codePointCount(0, value.length()) <= MAX_ANNOTATION_CHARACTERS
                ? value
                : value.substring(0, value.offsetByCodePoints(0, MAX_ANNOTATION_CHARACTERS));
    }
}
