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
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Expands ApplicationSets as their controller does: list, git files and matrix generators, Go templates. */
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
        String template = Yaml.MAPPER.writeValueAsString(applicationSet.at("/spec/template"));
        for (JsonNode generator : applicationSet.at("/spec/generators")) {
            for (JsonNode parameters : parameters(generator, Yaml.MAPPER.createObjectNode())) {
                ObjectNode application = Yaml.MAPPER
                        .createObjectNode()
                        .put("apiVersion", "argoproj.io/v1alpha1")
                        .put("kind", "Application");
                application.setAll((ObjectNode) Charts.template(template, parameters));
                applications.add(new Application(application));
            }
        }
        return applications;
    }

    private List<ObjectNode> parameters(JsonNode generator, ObjectNode outer) {
        if (generator.has("list")) {
            return list(generator.path("list"), outer);
        }
        if (generator.has("git")) {
            return gitFiles(generator.at("/git/files"), outer);
        }
        if (generator.has("matrix")) {
            return matrix(generator.at("/matrix/generators"));
        }
        throw new IllegalStateException("an ApplicationSet uses a generator that the tests do not know: " + generator);
    }

    private static List<ObjectNode> list(JsonNode list, ObjectNode outer) {
        JsonNode elements = list.has("elementsYaml")
                ? Charts.template(list.path("elementsYaml").asString(""), outer)
                : list.path("elements");
        List<ObjectNode> parameters = new ArrayList<>();
        elements.forEach(element -> parameters.add(merged(outer, element)));
        return parameters;
    }

    private List<ObjectNode> gitFiles(JsonNode patterns, ObjectNode outer) {
        List<ObjectNode> parameters = new ArrayList<>();
        for (JsonNode pattern : patterns) {
            for (Path file : files(pattern.path("path").asString(""))) {
                parameters.add(merged(outer, Yaml.read(file)));
            }
        }
        return parameters;
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

    private static ObjectNode merged(ObjectNode outer, JsonNode inner) {
        ObjectNode merged = outer.deepCopy();
        inner.properties().forEach(property -> merged.set(property.getKey(), property.getValue()));
        return merged;
    }
}
