// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds to trees what {@link GatewayStages} adds to bytes for the pod and the node of {@link Blocks}. The nodes that it adds are
 * built once and shared by all trees.
 */
final class TreeEnricher {

    private static final String ADDED = """
            {
              "aws": {"eks": {"cluster_name": "%s", "pod": "%s", "container_id": "%s"}},
              "origin": "AWS::EKS::Container",
              "annotations": {"k8s_namespace": "%s", "k8s_workload": "%s", "k8s_cluster": "%1$s"},
              "metadata": {"kubernetes": {"pod": "%2$s", "container": "%s", "image": "%s", "node": "%s", "zone": "%s"}}
            }
            """.formatted(
                    Blocks.ORIGIN.cluster(),
                    Blocks.POD.pod(),
                    Blocks.POD.containerId(),
                    Blocks.POD.namespace(),
                    Blocks.POD.name(),
                    Blocks.POD.container(),
                    Blocks.POD.image(),
                    Blocks.ORIGIN.node(),
                    Blocks.ORIGIN.zone());

    private final ObjectNode added = (ObjectNode) JsonMapper.shared().readTree(ADDED);

    /** Changes {@code document}, which the schema has found valid. */
    void enrich(ObjectNode document) {
        if (!document.path("type").asString("").equals("subsegment")) {
            document.putIfAbsent("origin", added.get("origin"));
            addMembers(child(child(document, "aws"), "eks"), added.get("aws").get("eks"));
        }
        addMembers(child(document, "annotations"), added.get("annotations"));
        addMembers(child(document, "metadata"), added.get("metadata"));
    }

    private static ObjectNode child(ObjectNode parent, String name) {
        JsonNode child = parent.get(name);
        return child instanceof ObjectNode object ? object : parent.putObject(name);
    }

    private static void addMembers(ObjectNode object, JsonNode members) {
        members.forEachEntry(object::putIfAbsent);
    }
}
