// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.it.stack.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests of one Argo CD Application; the tests of {@code gitops-tests} keep them equal to what the charts render. */
record RenderedApplication(String name, List<JsonNode> manifests) {

    private static final Path GOLDEN = ScriptRun.ROOT.resolve("gitops-tests/src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();

    RenderedApplication {
        manifests = List.copyOf(manifests);
    }

    static RenderedApplication read(String name) throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        List<JsonNode> manifests = new ArrayList<>();
        for (Object document : yaml.loadAll(Files.readString(GOLDEN.resolve(name + ".yaml")))) {
            manifests.add(JSON.valueToTree(document));
        }
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
