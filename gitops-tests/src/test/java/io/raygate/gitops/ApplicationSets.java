// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Expands ApplicationSets as their controller does: list, git files and matrix generators, Go templates, patches. */
final class ApplicationSets {

    private final Path root;

    /**
     * Over a repository.
     *
     * @param root the directory that holds {@code gitops}
     */
    ApplicationSets(Path root) {
        this.root = root;
    }

    /** The Applications of one ApplicationSet, in the order of its parameters. */
    List<Application> expand(JsonNode applicationSet) {
        List<Application> applications = new ArrayList<>();
        JsonNode template = applicationSet.at("/spec/template");
        for (JsonNode generator : applicationSet.at("/spec/generators")) {
            for (JsonNode parameters : parameters(generator, Yaml.MAPPER.createObjectNode())) {
                ObjectNode application = Yaml.MAPPER
                        .createObjectNode()
                        .put("apiVersion", "argoproj.io/v1alpha1")
                        .put("kind", "Application");
                application.setAll(filled(template, parameters));
                patch(application, applicationSet.at("/spec/templatePatch").asString(""), parameters);
                applications.add(new Application(application));
            }
        }
        return applications;
    }

    /** Merged as the controller merges it, where no list is patched that the template has too. */
    private static void patch(ObjectNode application, String patch, JsonNode parameters) {
        String filled = Charts.templates(List.of(patch), parameters).getFirst();
        if (!filled.isBlank()) {
            Yaml.merge(application, Yaml.MAPPER.readTree(filled));
        }
    }

    /** Each text is a template of its own, whatever stands beside it. */
    private static ObjectNode filled(JsonNode template, JsonNode parameters) {
        List<String> texts = new ArrayList<>();
        texts(template, texts);
        Iterator<String> results = Charts.templates(texts, parameters).iterator();
        return replaced(template, results).asObject();
    }

    private static void texts(JsonNode node, List<String> texts) {
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.forEach(child -> texts(child, texts));
    }

    /** The texts of {@code node} replaced by {@code results}, in the same order. */
    private static JsonNode replaced(JsonNode node, Iterator<String> results) {
        if (node.isString()) {
            return StringNode.valueOf(results.next());
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Yaml.MAPPER.createObjectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), replaced(member.getValue(), results)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Yaml.MAPPER.createArrayNode();
            array.forEach(element -> copy.add(replaced(element, results)));
            return copy;
        }
        return node;
    }

    private List<ObjectNode> parameters(JsonNode generator, ObjectNode outer) {
        if (generator.has("list")) {
            return list(generator.path("list"), outer);
        }
        if (generator.has("git")) {
            // The second generator of a matrix is filled with what the first one has, before it reads anything.
            return gitFiles(outer.isEmpty() ? generator.path("git") : filled(generator.path("git"), outer), outer);
        }
        if (generator.has("matrix")) {
            return matrix(generator.at("/matrix/generators"));
        }
        throw new IllegalStateException("an ApplicationSet uses a generator that the tests do not know: " + generator);
    }

    private static List<ObjectNode> list(JsonNode list, ObjectNode outer) {
        JsonNode elements = list.has("elementsYaml")
                ? Yaml.MAPPER.readTree(
                        Charts.templates(List.of(list.path("elementsYaml").asString("")), outer)
                                .getFirst())
                : list.path("elements");
        List<ObjectNode> parameters = new ArrayList<>();
        elements.forEach(element -> parameters.add(merged(outer, element)));
        return parameters;
    }

    /** The file, and over it where it lies, under the prefix. */
    private List<ObjectNode> gitFiles(JsonNode git, ObjectNode outer) {
        List<ObjectNode> parameters = new ArrayList<>();
        String prefix = git.path("pathParamPrefix").asString("");
        for (JsonNode pattern : git.path("files")) {
            for (Path file : files(pattern.path("path").asString(""))) {
                ObjectNode content = Yaml.read(file).deepCopy().asObject();
                ObjectNode path = Yaml.MAPPER
                        .createObjectNode()
                        .put("path", root.relativize(file.getParent()).toString())
                        .put("filename", file.getFileName().toString());
                if (prefix.isEmpty()) {
                    content.set("path", path);
                } else {
                    content.set(prefix, Yaml.MAPPER.createObjectNode().set("path", path));
                }
                values(git.path("values"), content);
                parameters.add(merged(outer, content));
            }
        }
        return parameters;
    }

    /** Templates over one file's own parameters; they take the place of whatever the file has under that key. */
    private static void values(JsonNode templates, ObjectNode parameters) {
        if (!templates.isMissingNode()) {
            parameters.set("values", filled(templates, parameters.deepCopy()));
        }
    }

    private List<ObjectNode> matrix(JsonNode generators) {
        List<ObjectNode> parameters = new ArrayList<>();
        for (ObjectNode first : parameters(generators.path(0), Yaml.MAPPER.createObjectNode())) {
            parameters.addAll(parameters(generators.path(1), first));
        }
        return parameters;
    }

    private List<Path> files(String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(root.resolve("gitops"))) {
            return files.filter(file -> matcher.matches(root.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where both have a parameter, that of the first generator wins, objects member by member. */
    private static ObjectNode merged(ObjectNode first, JsonNode second) {
        ObjectNode merged = second.deepCopy().asObject();
        Yaml.merge(merged, first);
        return merged;
    }
}
