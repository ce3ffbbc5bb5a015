// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * CustomResourceDefinitions for an API server: those in a directory, where there is one, and for every other kind that the
 * charts use one made of {@code custom-kinds.yaml}.
 */
final class CustomDefinitions {

    private CustomDefinitions() {}

    /** As JSON, of the directory first. */
    static List<String> all(Path crds) {
        List<String> definitions = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (Path file : files(crds)) {
            JsonNode crd = Yaml.read(file);
            known.add(crd.at("/spec/group").asString("") + "/"
                    + crd.at("/spec/names/kind").asString(""));
            definitions.add(crd.toString());
        }
        JsonNode own = CustomKinds.ownKinds();
        for (Map.Entry<String, JsonNode> kind : own.path("kinds").properties()) {
            String[] name = kind.getKey().split("/");
            if (!known.contains(name[0] + "/" + name[2])) {
                definitions.add(definition(name, kind.getValue(), isOfTheCluster(own, kind.getKey()))
                        .toString());
            }
        }
        return definitions;
    }

    private static boolean isOfTheCluster(JsonNode own, String kind) {
        for (JsonNode listed : own.path("clusterScoped")) {
            if (listed.asString("").equals(kind)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode definition(String[] name, JsonNode spec, boolean isOfTheCluster) {
        String plural = name[2].toLowerCase(Locale.ROOT) + "s";
        ObjectNode definition = Yaml.MAPPER
                .createObjectNode()
                .put("apiVersion", "apiextensions.k8s.io/v1")
                .put("kind", "CustomResourceDefinition");
        definition.putObject("metadata").put("name", plural + "." + name[0]);
        ObjectNode content = definition.putObject("spec").put("group", name[0]);
        content.put("scope", isOfTheCluster ? "Cluster" : "Namespaced");
        content.putObject("names").put("kind", name[2]).put("plural", plural);
        ObjectNode version = content.putArray("versions").addObject();
        version.put("name", name[1]).put("served", true).put("storage", true);
        version.putObject("subresources").putObject("status");
        ObjectNode schema =
                version.putObject("schema").putObject("openAPIV3Schema").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.set("spec", structural(spec.deepCopy()));
        properties.putObject("status").put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
        return definition;
    }

    /** An object of which nothing is said holds anything; of itself an API server would empty it. */
    private static JsonNode structural(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        boolean isObject = object.path("type").asString("").equals("object");
        if (isObject && !object.has("properties") && !object.has("additionalProperties")) {
            object.put("x-kubernetes-preserve-unknown-fields", true);
        }
        object.path("properties").forEach(CustomDefinitions::structural);
        structural(object.path("items"));
        structural(object.path("additionalProperties"));
        return object;
    }

    private static List<Path> files(Path crds) {
        if (!Files.isDirectory(crds)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(crds)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
