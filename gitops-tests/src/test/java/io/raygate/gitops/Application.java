// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An Argo CD Application that renders one of our charts. */
record Application(JsonNode manifest) {

    String name() {
        return manifest.at("/metadata/name").asString("");
    }

    String project() {
        return manifest.at("/spec/project").asString("");
    }

    /** Empty for a chart that comes from elsewhere. */
    String chart() {
        return manifest.at("/spec/source/path").asString("");
    }

    String namespace() {
        return manifest.at("/spec/destination/namespace").asString("");
    }

    /** With more values. */
    Application with(JsonNode values) {
        ObjectNode changed = manifest.deepCopy().asObject();
        ObjectNode helm = changed.withObject("/spec/source/helm");
        values.properties().forEach(value -> helm.withObject("/valuesObject").set(value.getKey(), value.getValue()));
        return new Application(changed);
    }

    @Override
    public String toString() {
        return name();
    }

    /** What Argo CD would sync of one kind. */
    List<JsonNode> render(Path root, String kind) {
        return render(root).stream()
                .filter(manifest -> manifest.path("kind").asString("").equals(kind))
                .toList();
    }

    /** What Argo CD would sync. */
    List<JsonNode> render(Path root) {
        JsonNode helm = manifest.at("/spec/source/helm");
        List<Path> values = new ArrayList<>();
        // A leading slash is the root of the repository.
        helm.path("valueFiles")
                .forEach(file -> values.add(root.resolve(file.asString("").substring(1))));
        ObjectNode inline =
                Yaml.MAPPER.readTree(helm.path("values").asString("{}")).asObject();
        helm.path("valuesObject").properties().forEach(value -> inline.set(value.getKey(), value.getValue()));
        return Charts.render(root.resolve(chart()), helm.path("releaseName").asString(""), namespace(), values, inline);
    }
}
