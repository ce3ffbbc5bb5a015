// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Custom resources, against strict schemas: of the CRDs, where a directory of them is at hand, else of
 * {@code custom-kinds.yaml}, which lists the fields that the charts use.
 */
final class CustomKinds {

    private static final String OWN = "/custom-kinds.yaml";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .build()));

    private final Map<String, Schema> schemas = new HashMap<>();

    private CustomKinds() {}

    /** With our own schemas alone. */
    static CustomKinds own() {
        CustomKinds kinds = new CustomKinds();
        kinds.addOwn();
        return kinds;
    }

    /** With the schemas of the CRDs in {@code crds}, and our own for what is not there. */
    static CustomKinds of(Path crds) {
        CustomKinds kinds = own();
        try (Stream<Path> files = Files.list(crds)) {
            files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .forEach(file -> kinds.addCrd(Yaml.read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kinds;
    }

    boolean knows(JsonNode manifest) {
        return schemas.containsKey(CoreKinds.kind(manifest));
    }

    /** What is wrong with a manifest of a kind that this {@link #knows}. */
    List<Problem> check(String file, JsonNode manifest) {
        String name =
                CoreKinds.kind(manifest) + " " + manifest.at("/metadata/name").asString("");
        return schemas.get(CoreKinds.kind(manifest)).validate(manifest).stream()
                .map(error -> new Problem(
                        file,
                        error.getInstanceLocation().toString(),
                        name + ": " + error.getMessage() + "; correct the template"))
                .toList();
    }

    /** What {@code custom-kinds.yaml} holds. */
    static JsonNode ownKinds() {
        try (var in = CustomKinds.class.getResourceAsStream(OWN)) {
            return Yaml.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addOwn() {
        for (Map.Entry<String, JsonNode> kind : ownKinds().path("kinds").properties()) {
            ObjectNode schema = type("object");
            ObjectNode properties = schema.putObject("properties");
            properties.set("apiVersion", type("string"));
            properties.set("kind", type("string"));
            properties.set("metadata", type("object"));
            properties.set("spec", kind.getValue());
            schema.putArray("required").add("spec");
            schemas.put(kind.getKey(), registry.getSchema(strict(schema)));
        }
    }

    private void addCrd(JsonNode crd) {
        String group = crd.at("/spec/group").asString("");
        String kind = crd.at("/spec/names/kind").asString("");
        for (JsonNode version : crd.at("/spec/versions")) {
            ObjectNode schema =
                    (ObjectNode) version.at("/schema/openAPIV3Schema").deepCopy();
            // The CRD says nothing of metadata, which is Kubernetes' own.
            ((ObjectNode) schema.path("properties")).putObject("metadata").put("type", "object");
            schemas.put(
                    group + "/" + version.path("name").asString("") + "/" + kind, registry.getSchema(strict(schema)));
        }
    }

    /** Closes every object that lists its properties, so that a misspelt one is found. */
    private static JsonNode strict(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        if (object.path("x-kubernetes-int-or-string").asBoolean(false)) {
            object.remove("type");
            object.putArray("anyOf").add(type("integer")).add(type("string"));
        }
        object.remove("format");
        boolean open = object.path("x-kubernetes-preserve-unknown-fields").asBoolean(false);
        if (object.path("properties").isObject() && !open && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        object.path("properties").forEach(CustomKinds::strict);
        strict(object.path("items"));
        strict(object.path("additionalProperties"));
        return object;
    }

    private static ObjectNode type(String name) {
        return Yaml.MAPPER.createObjectNode().put("type", name);
    }
}
