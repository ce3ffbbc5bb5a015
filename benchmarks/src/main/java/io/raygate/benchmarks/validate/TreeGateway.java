// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.SchemaChecker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The usual way to do what the gateway does: Jackson's tree, a schema library, and the changed tree written again. Does
 * less than our validator: it looks neither for keys that stand twice nor for numbers that are too long.
 */
final class TreeGateway {

    private final JsonMapper mapper = JsonMapper.shared();
    private final SchemaChecker checker = new SchemaChecker();
    private final TreeEnricher enricher = new TreeEnricher();

    boolean accepts(byte[] document) {
        return accepts(mapper.readTree(document));
    }

    private boolean accepts(JsonNode tree) {
        return tree.isObject() && checker.check(ContractSchema.DOCUMENT, tree).isEmpty();
    }

    /** The enriched document. */
    byte[] enrich(byte[] document) {
        JsonNode tree = mapper.readTree(document);
        if (!accepts(tree) || !(tree instanceof ObjectNode object)) {
            throw new IllegalArgumentException("the document is not valid");
        }
        enricher.enrich(object);
        return mapper.writeValueAsBytes(object);
    }
}
