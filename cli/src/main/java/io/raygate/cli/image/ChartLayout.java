// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import io.raygate.cli.Failure;
import io.raygate.contract.read.Node;
import io.raygate.contract.read.YamlFile;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Helm chart, packaged as {@code helm package} does and laid out as {@code helm push} stores it in a registry; but the
 * same byte for byte whenever the chart, the version and the time are the same.
 *
 * @param name as the chart calls itself
 * @param archive the package
 * @param layout an OCI layout with the chart as its only manifest
 * @param digest of that manifest
 */
public record ChartLayout(String name, Path archive, Path layout, String digest) {

    private static final String CONFIG = "application/vnd.cncf.helm.config.v1+json";
    private static final String CONTENT = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private static final String DESCRIPTION = "Chart.yaml";

    /**
     * Writes both.
     *
     * @param chart the chart's directory
     * @param version of the chart and of the application in it
     * @param archives where the package goes
     * @param layouts where the layout goes, in a directory with the chart's name
     * @param time of all files
     */
    public static ChartLayout write(Path chart, String version, Path archives, Path layouts, Instant time)
            throws IOException {
        String description = versioned(Files.readString(chart.resolve(DESCRIPTION)), version);
        ObjectNode config = config(description);
        String name = config.path("name").asString("");
        Path archive = Files.createDirectories(archives).resolve(name + "-" + version + ".tgz");
        Archive.write(tree(chart, name, description), archive, time);
        OciLayout layout = OciLayout.create(layouts.resolve(name));
        ObjectNode manifest = OciLayout.object().put("schemaVersion", 2).put("mediaType", OciLayout.MANIFEST);
        manifest.set("config", layout.write(CONFIG, config).json());
        manifest.putArray("layers").add(layout.add(CONTENT, archive).json());
        manifest.putObject("annotations")
                .put("org.opencontainers.image.title", name)
                .put("org.opencontainers.image.version", version)
                .put("org.opencontainers.image.created", time.toString())
                .put("org.opencontainers.image.licenses", "Apache-2.0");
        OciLayout.Descriptor descriptor = layout.write(OciLayout.MANIFEST, manifest);
        ObjectNode named = descriptor.json();
        named.putObject("annotations").put("org.opencontainers.image.ref.name", version);
        layout.index(named);
        return new ChartLayout(name, archive, layout.directory(), descriptor.digest());
    }

    private static String versioned(String description, String version) {
        String text = description
                .replaceFirst("(?m)^version: .*$", "version: " + version)
                .replaceFirst("(?m)^appVersion: .*$", "appVersion: \"" + version + "\"");
        if (text.lines().noneMatch(line -> line.equals("version: " + version))) {
            throw Failure.of("Chart.yaml names no version: add one");
        }
        return text;
    }

    /** What Helm reads of a chart without fetching it. */
    private static ObjectNode config(String description) {
        ObjectNode config = OciLayout.object();
        for (Map.Entry<String, Node> member :
                YamlFile.read(description).members().entrySet()) {
            config.put(member.getKey(), member.getValue().written());
        }
        return config;
    }

    private static FileTree tree(Path chart, String name, String description) throws IOException {
        FileTree tree = new FileTree().text(name + "/" + DESCRIPTION, description);
        // The platform's chart has the objects of Argo CD by a link.
        try (Stream<Path> files = Files.walk(chart, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String relative = chart.relativize(file).toString();
                if (!relative.equals(DESCRIPTION)) {
                    tree.file(name + "/" + relative, file);
                }
            }
        }
        return tree;
    }
}
