// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is added to the documents of one pod. What a document has already stays as it is. Keys and values are ASCII
 * without quotes and backslashes.
 *
 * @param eks fields of {@code aws.eks}
 * @param metadata fields of the object under {@link #METADATA_KEY}
 */
record Enrichment(Map<String, String> eks, Map<String, String> annotations, Map<String, String> metadata) {

    static final String ORIGIN = "AWS::EKS::Container";
    static final String METADATA_KEY = "raygate";

    /** As long as names in a cluster are. */
    static final Enrichment EXAMPLE = new Enrichment(
            ordered(
                    "cluster_name", "prod-eu",
                    "pod", "checkout-7d9c5b8f4d-x2v9q",
                    "container_id", "4f1c0ad3c9be5a7e8d6b2f1039c7e5d4a8b6f2e1d3c5b7a9f8e6d4c2b1a39587"),
            ordered("k8s_namespace", "payments", "team", "checkout"),
            ordered("workload", "deployment/checkout", "node", "ip-10-0-37-12.eu-west-1.compute.internal"));

    Enrichment {
        eks = Collections.unmodifiableMap(new LinkedHashMap<>(eks));
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    private static Map<String, String> ordered(String... keysAndValues) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            ordered.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ordered;
    }
}
