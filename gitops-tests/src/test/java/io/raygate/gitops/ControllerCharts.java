// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.ChartRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Charts of our own at the address, under the names and in the versions of ACK's charts, which are not to be had here. Like those,
 * each brings the kinds of its controller, and two that all of them bring, each in a form of its own; the controllers themselves
 * are not in them. What is tried is how Argo CD gets them, and whether it may bring what is in them.
 */
final class ControllerCharts {

    /** A kind that every chart brings. */
    static final String SHARED_KIND = "fieldexports.services.k8s.aws";

    private static final String GROUPS = "services.k8s.aws";
    private static final String TEMPLATE = """
            apiVersion: v1
            kind: ServiceAccount
            metadata:
              name: {{ .Values.serviceAccount.name }}
              namespace: {{ .Release.Namespace }}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: {{ .Release.Name }}
            rules: []
            """;
    private static final String FIELD_EXPORT = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata:
              name: fieldexports.services.k8s.aws
            spec:
              group: services.k8s.aws
              names: {kind: FieldExport, listKind: FieldExportList, plural: fieldexports, singular: fieldexport}
              scope: Namespaced
              versions:
                - name: v1alpha1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema: {type: object}
            """;

    private ControllerCharts() {}

    /**
     * Pushes one for each controller of {@code gitops/argocd/appset-controllers.yaml}.
     *
     * @param definitions of all kinds
     * @return names of the Applications that install them
     */
    static List<String> publish(GitopsTree tree, List<JsonNode> definitions, ChartRegistry registry, Path directory)
            throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (Application controller : tree.controllers()) {
            String service = controller.chart().replace("-chart", "");
            Path chart = write(directory.resolve(controller.chart()), controller.chart(), service, definitions);
            registry.publish(
                    chart,
                    controller.version(),
                    controller.manifest().at("/spec/source/repoURL").asString(""));
            names.add(controller.name());
        }
        return names;
    }

    private static Path write(Path chart, String name, String service, List<JsonNode> definitions) throws IOException {
        Path kinds = Files.createDirectories(chart.resolve("crds"));
        Files.createDirectories(chart.resolve("templates"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: " + name + "\nversion: 0.0.0\n");
        Files.writeString(chart.resolve("values.yaml"), "serviceAccount: {name: \"\"}\n");
        Files.writeString(chart.resolve("templates/controller.yaml"), TEMPLATE);
        for (JsonNode definition : definitions) {
            String group = definition.at("/spec/group").asString("");
            if (group.equals(service + "." + GROUPS)) {
                write(kinds, definition);
            }
            if (group.equals(GROUPS)) {
                write(kinds, of(service, definition));
            }
        }
        write(kinds, of(service, Yaml.MAPPER.readTree(FIELD_EXPORT)));
        return chart;
    }

    private static JsonNode of(String service, JsonNode definition) {
        ObjectNode own = definition.deepCopy().asObject();
        own.withObject("/metadata/annotations").put("of", service);
        own.at("/spec/versions/0/schema/openAPIV3Schema").asObject().put("description", "of " + service);
        return own;
    }

    private static void write(Path directory, JsonNode definition) throws IOException {
        Files.writeString(
                directory.resolve(definition.at("/metadata/name").asString("") + ".yaml"), definition.toString());
    }
}
