// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.enrich;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is added to a tenant's documents. Of the annotations the first are the most important ones: those of
 * {@code sender}, of {@code labels}, then the constant ones, each in their order.
 *
 * @param eks               whether segments get {@code aws.eks} and an origin
 * @param override          whether only the gateway says what is added here: what documents say there, at any depth, goes
 * @param sender            annotations: key, and the field that it tells
 * @param labels            annotations: key, and the pod's label that it tells
 * @param constants         annotations: key, and a string, number or boolean
 * @param metadataNamespace key in {@code metadata} under which the fields below stand
 * @param metadataFields    none: no metadata
 */
public record EnrichmentPolicy(
        boolean eks,
        boolean override,
        Map<String, SenderField> sender,
        Map<String, String> labels,
        Map<String, Object> constants,
        String metadataNamespace,
        List<SenderField> metadataFields) {

    /** Annotations where the policy names none. */
    public static final Map<String, SenderField> DEFAULT_SENDER = ordered(
            "k8s_namespace", SenderField.NAMESPACE,
            "k8s_workload", SenderField.WORKLOAD,
            "k8s_cluster", SenderField.CLUSTER);

    /** Key of the metadata where the policy names none. */
    public static final String DEFAULT_NAMESPACE = "kubernetes";

    /** Metadata where the policy names none. */
    public static final List<SenderField> DEFAULT_METADATA =
            List.of(SenderField.POD, SenderField.CONTAINER, SenderField.IMAGE, SenderField.NODE, SenderField.ZONE);

    /** What is added where nobody says anything. */
    public static final EnrichmentPolicy DEFAULT =
            new EnrichmentPolicy(true, false, DEFAULT_SENDER, Map.of(), Map.of(), DEFAULT_NAMESPACE, DEFAULT_METADATA);

    /** Nothing is added. */
    public static final EnrichmentPolicy NOTHING =
            new EnrichmentPolicy(false, false, Map.of(), Map.of(), Map.of(), DEFAULT_NAMESPACE, List.of());

    public EnrichmentPolicy {
        sender = Collections.unmodifiableMap(new LinkedHashMap<>(sender));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        metadataFields = List.copyOf(metadataFields);
    }

    /**
     * Names, from each segment or subsegment downwards, of what a document may not say of itself: with {@code override}, all
     * that the policy adds. None without.
     */
    public List<List<String>> ownPaths() {
        if (!override) {
            return List.of();
        }
        List<List<String>> paths = new ArrayList<>();
        for (Map<String, ?> annotations : List.of(sender, labels, constants)) {
            annotations.keySet().forEach(key -> paths.add(List.of("annotations", key)));
        }
        if (!metadataFields.isEmpty()) {
            paths.add(List.of("metadata", metadataNamespace));
        }
        if (eks) {
            paths.add(List.of("aws", "eks"));
        }
        return paths;
    }

    private static Map<String, SenderField> ordered(
            String key1, SenderField field1, String key2, SenderField field2, String key3, SenderField field3) {
        Map<String, SenderField> ordered = new LinkedHashMap<>();
        ordered.put(key1, field1);
        ordered.put(key2, field2);
        ordered.put(key3, field3);
        return Collections.unmodifiableMap(ordered);
    }
}
