// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Helm, in this process. */
final class Charts {

    /** The oldest version that EKS supports on the day this was read, 2026-11-22, is newer. */
    private static final String KUBERNETES = "1.31.0";

    private Charts() {}

    /**
     * What {@code helm template} prints.
     *
     * @param values over the chart's own
     * @throws IllegalStateException with Helm's message
     */
    static List<JsonNode> render(Path chart, String release, String namespace, JsonNode values) {
        Path given = temporary("values", Yaml.MAPPER.writeValueAsString(values));
        try {
            TemplateCommand command = new Helm(chart)
                    .template()
                    .withKubeVersion(KUBERNETES)
                    .withName(release)
                    .withNamespace(namespace);
            // Nothing at all where a chart renders nothing.
            String text = command.withValuesFile(given).call();
            return text == null ? List.of() : Yaml.readAll(text);
        } finally {
            delete(given);
        }
    }

    /** Runs Go templates with the functions of Sprig, as an ApplicationSet does, over {@code parameters}. */
    static List<String> templates(List<String> templates, JsonNode parameters) {
        StringBuilder definitions = new StringBuilder();
        StringBuilder results = new StringBuilder("result:\n");
        for (int i = 0; i < templates.size(); i++) {
            definitions.append("{{- define \"%d\" -}}%s{{- end -}}\n".formatted(i, templates.get(i)));
            results.append("  - {{ include \"%d\" .Values | toJson }}\n".formatted(i));
        }
        Path chart = directory();
        try {
            Files.createDirectory(chart.resolve("templates"));
            Files.writeString(
                    chart.resolve("Chart.yaml"),
                    "apiVersion: v2\nname: expression\nversion: 0.0.0\ntype: application\n");
            Files.writeString(chart.resolve("templates/result.yaml"), definitions.toString() + results);
            List<String> texts = new ArrayList<>();
            render(chart, "expression", "none", parameters)
                    .getFirst()
                    .path("result")
                    .forEach(text -> texts.add(text.asString("")));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(chart);
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("raygate-gitops");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary(String name, String text) {
        try {
            return Files.writeString(Files.createTempFile(name, ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
