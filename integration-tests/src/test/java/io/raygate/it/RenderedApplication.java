// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.gitops.ExampleRenders;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests of one Argo CD Application, as the project's charts render them. */
record RenderedApplication(String name, List<JsonNode> manifests) {

    private static final ObjectMapper JSON = new ObjectMapper();

    RenderedApplication {
        manifests = List.copyOf(manifests);
    }

    static RenderedApplication of(ExampleRenders renders, String name) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        List<JsonNode> manifests = renders.manifests(name).stream()
                .map(text -> JSON.<JsonNode>valueToTree(yaml.load(text)))
                .toList();
        return new RenderedApplication(name, manifests);
    }

    /** All of a kind. */
    List<JsonNode> all(String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .toList();
    }

    /** The one of a kind. */
    JsonNode only(String kind) {
        List<JsonNode> found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError(name + " holds " + found.size() + " manifests of kind " + kind);
        }
        return found.getFirst();
    }

    /** The one of a kind that bears a name. */
    JsonNode named(String kind, String wanted) {
        return all(kind).stream()
                .filter(manifest -> manifest.at("/metadata/name").asText().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " holds no " + kind + " " + wanted));
    }
}
