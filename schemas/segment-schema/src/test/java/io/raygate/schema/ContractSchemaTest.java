// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.explain.ContractSchema;
import io.raygate.schema.explain.SchemaChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ContractSchemaTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @ParameterizedTest
    @EnumSource(ContractSchema.class)
    void text_everySchema_describesEveryFieldItsSourceAndUnit(ContractSchema schema) {
        List<String> missing = new ArrayList<>();
        fields("", MAPPER.readTree(SchemaChecker.text(schema)), missing);

        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ContractSchema.class)
    void text_everySchema_hasItsId(ContractSchema schema) {
        JsonNode tree = MAPPER.readTree(SchemaChecker.text(schema));

        assertThat(tree.get("$id").asString()).isEqualTo(schema.id());
        assertThat(tree.get("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void parts_fields_areThoseOfTheFastValidator() {
        JsonNode entity =
                MAPPER.readTree(SchemaChecker.text(ContractSchema.PARTS)).at("/$defs/entity");

        assertThat(compiled(DocumentShapes.DOCUMENT, Set.of("subsegments", "annotations")))
                .isEqualTo(documented(entity, Set.of("subsegments", "annotations")));
    }

    /** Fields whose description only narrows one that is described elsewhere have neither type nor words. */
    private static void fields(String path, JsonNode schema, List<String> missing) {
        for (var property : schema.path("properties").properties()) {
            JsonNode field = property.getValue();
            boolean narrows = path.endsWith("/if")
                    || path.endsWith("/then")
                    || path.endsWith("/else")
                    || path.endsWith("/contains")
                    || field.isBoolean()
                    || (field.size() == 1 && field.has("maxLength"));
            boolean number = field.path("type").asString("").matches("number|integer");
            if (!narrows && (!field.has("description") || !field.has("x-source") || (number && !field.has("x-unit")))) {
                missing.add(path + "/" + property.getKey());
            }
        }
        for (var child : schema.properties()) {
            if (child.getValue().isObject()) {
                fields(path + "/" + child.getKey(), child.getValue(), missing);
            }
        }
    }

    private static Set<String> documented(JsonNode schema, Set<String> leaves) {
        Set<String> names = new TreeSet<>();
        for (var property : schema.path("properties").properties()) {
            names.add(property.getKey());
            JsonNode field = property.getValue();
            JsonNode object = field.has("items") ? field.get("items") : field;
            if (!leaves.contains(property.getKey())) {
                names.addAll(prefixed(property.getKey(), documented(object, leaves)));
            }
        }
        return names;
    }

    private static Set<String> compiled(Shape shape, Set<String> leaves) {
        Set<String> names = new TreeSet<>();
        for (Field field : shape.fields()) {
            names.add(field.name);
            if (!leaves.contains(field.name)) {
                names.addAll(prefixed(field.name, compiled(field.item.shape, leaves)));
            }
        }
        return names;
    }

    private static Set<String> prefixed(String prefix, Set<String> names) {
        return names.stream().map(name -> prefix + "/" + name).collect(Collectors.toCollection(TreeSet::new));
    }
}
