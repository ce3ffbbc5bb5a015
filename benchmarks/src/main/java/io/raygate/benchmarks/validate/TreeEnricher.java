// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Adds one {@link Enrichment} to trees. The nodes that it adds are built once and shared by all trees. */
final class TreeEnricher {

    private final Enrichment enrichment;
    private final ObjectNode eks;
    private final ObjectNode metadataEntry;

    TreeEnricher(Enrichment enrichment) {
        this.enrichment = enrichment;
        this.eks = object(enrichment.eks());
        this.metadataEntry = object(enrichment.metadata());
    }

    private static ObjectNode object(Map<String, String> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach(object::put);
        return object;
    }

    /** Changes {@code document}, which the schema has found valid. */
    void enrich(ObjectNode document) {
        child(document, "aws").putIfAbsent("eks", eks);
        document.putIfAbsent("origin", StringNode.valueOf(Enrichment.ORIGIN));
        ObjectNode annotations = child(document, "annotations");
        enrichment.annotations().forEach((key, value) -> annotations.putIfAbsent(key, StringNode.valueOf(value)));
        child(document, "metadata").putIfAbsent(Enrichment.METADATA_KEY, metadataEntry);
    }

    private static ObjectNode child(ObjectNode document, String name) {
        JsonNode child = document.get(name);
        return child instanceof ObjectNode object ? object : document.putObject(name);
    }
}
