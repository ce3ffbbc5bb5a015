// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Helm, in this process. Hundreds of tests render a tree of which they changed one file, so what was rendered once is kept, by
 * the contents of the chart: where it lies makes no difference.
 */
final class Charts {

    /** The oldest version that EKS supports on the day this was read, 2026-11-22, is newer. */
    private static final String KUBERNETES = "1.31.0";

    private static final Map<Render, List<JsonNode>> RENDERED = new Recent<>(1_000);

    /**
     * All that decides what Helm prints.
     *
     * @param chart digest of its files
     */
    private record Render(String chart, String release, String namespace, String values) {}

    /** Forgets first what was not asked for longest. */
    @SuppressWarnings("serial") // lives and ends in this process
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {

        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }

    private Charts() {}

    /**
     * What {@code helm template} prints.
     *
     * @param values over the chart's own
     * @throws IllegalStateException with Helm's message
     */
    static List<JsonNode> render(Path chart, String release, String namespace, JsonNode values) {
        Render render = new Render(digest(chart), release, namespace, Yaml.MAPPER.writeValueAsString(values));
        List<JsonNode> manifests;
        synchronized (RENDERED) {
            manifests = RENDERED.get(render);
            if (manifests == null) {
                manifests = rendered(chart, render);
                RENDERED.put(render, manifests);
            }
        }
        return manifests.stream().map(JsonNode::deepCopy).toList();
    }

    private static List<JsonNode> rendered(Path chart, Render render) {
        Path values = temporary("values", render.values);
        try {
            TemplateCommand command = new Helm(chart)
                    .template()
                    .withKubeVersion(KUBERNETES)
                    .withName(render.release)
                    .withNamespace(render.namespace);
            // Nothing at all where a chart renders nothing.
            String text = command.withValuesFile(values).call();
            return text == null ? List.of() : Yaml.readAll(text);
        } finally {
            delete(values);
        }
    }

    private static String digest(Path chart) {
        try (Stream<Path> files = Files.walk(chart)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                digest.update("%s %d\n"
                        .formatted(chart.relativize(file), content.length)
                        .getBytes(UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
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
        try {
            Trees.delete(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
