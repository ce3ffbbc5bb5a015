// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.nio.file.Path;
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

    /** One, or several. */
    List<JsonNode> sources() {
        JsonNode several = manifest.at("/spec/sources");
        return several.isArray() ? several.valueStream().toList() : List.of(manifest.at("/spec/source"));
    }

    /** Its name in the registry, which for ours is that of its directory. */
    String chart() {
        return manifest.at("/spec/source/chart").asString("");
    }

    /** The chart's version. */
    String version() {
        return manifest.at("/spec/source/targetRevision").asString("");
    }

    String namespace() {
        return manifest.at("/spec/destination/namespace").asString("");
    }

    /** What it gives to the chart. */
    ObjectNode values() {
        return Yaml.MAPPER
                .readTree(manifest.at("/spec/source/helm/values").asString("{}"))
                .asObject();
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

    /** What Argo CD would sync, of the charts as they are in the tree. */
    List<JsonNode> render(Path root) {
        JsonNode helm = manifest.at("/spec/source/helm");
        ObjectNode inline = values();
        helm.path("valuesObject").properties().forEach(value -> inline.set(value.getKey(), value.getValue()));
        Path chart = root.resolve("gitops/charts").resolve(chart());
        return Charts.render(chart, helm.path("releaseName").asString(""), namespace(), inline);
    }
}
