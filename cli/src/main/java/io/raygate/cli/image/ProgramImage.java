// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An image of one of the two programs: how it starts, and its layers above the base. What changes least lies lowest.
 *
 * @param layers files by what made them
 */
record ProgramImage(
        String title,
        List<String> entrypoint,
        List<String> command,
        List<String> environment,
        List<String> ports,
        SequencedMap<String, FileTree> layers) {

    /** Before the name of each label and annotation. */
    static final String LABEL = "org.opencontainers.image.";

    /** Amounts to an image. */
    record Written(OciLayout.Descriptor manifest, long compressedBytes, int layers) {}

    /**
     * Writes it.
     *
     * @param baseName reference of the base, for the labels
     */
    Written write(Path directory, Path base, Optional<String> baseName, Sources sources) throws IOException {
        OciLayout layout = OciLayout.create(directory);
        BaseImage below = BaseImage.take(base, architecture(), layout, sources.time());
        List<OciLayout.Layer> all = new ArrayList<>(below.layers());
        for (var layer : layers.entrySet()) {
            all.add(layout.write(layer.getValue(), sources.time(), layer.getKey()));
        }
        ObjectNode labels = labels(sources, baseName, below.digest());
        OciLayout.Descriptor config = layout.write(OciLayout.CONFIG, config(all, labels, sources));
        ObjectNode manifest = OciLayout.object().put("schemaVersion", 2).put("mediaType", OciLayout.MANIFEST);
        manifest.set("config", config.json());
        ArrayNode blobs = manifest.putArray("layers");
        all.forEach(layer -> blobs.add(layer.blob().json()));
        manifest.set("annotations", labels);
        OciLayout.Descriptor descriptor = layout.write(OciLayout.MANIFEST, manifest);
        ObjectNode named = descriptor.json();
        named.putObject("platform").put("architecture", architecture()).put("os", "linux");
        named.putObject("annotations").put(LABEL + "ref.name", sources.version());
        layout.index(named);
        long bytes = all.stream().mapToLong(layer -> layer.blob().size()).sum();
        return new Written(descriptor, bytes, all.size());
    }

    private ObjectNode labels(Sources sources, Optional<String> baseName, Optional<String> baseDigest) {
        ObjectNode labels = OciLayout.object()
                .put(LABEL + "title", title)
                .put(LABEL + "version", sources.version())
                .put(LABEL + "created", sources.time().toString())
                .put(LABEL + "licenses", "Apache-2.0")
                .put(LABEL + "vendor", "The Raygate authors");
        sources.revision().ifPresent(revision -> labels.put(LABEL + "revision", revision));
        baseName.ifPresent(name -> labels.put(LABEL + "base.name", name));
        baseDigest.ifPresent(digest -> labels.put(LABEL + "base.digest", digest));
        return labels;
    }

    private ObjectNode config(List<OciLayout.Layer> all, ObjectNode labels, Sources sources) {
        String created = sources.time().toString();
        ObjectNode image = OciLayout.object()
                .put("created", created)
                .put("architecture", architecture())
                .put("os", "linux");
        ObjectNode config = image.putObject("config");
        config.put("User", FileTree.PROGRAM_ID + ":" + FileTree.PROGRAM_ID);
        ObjectNode exposed = config.putObject("ExposedPorts");
        ports.forEach(exposed::putObject);
        strings(config.putArray("Env"), environment);
        strings(config.putArray("Entrypoint"), entrypoint);
        strings(config.putArray("Cmd"), command);
        config.put("WorkingDir", "/");
        config.set("Labels", labels);
        ObjectNode files = image.putObject("rootfs").put("type", "layers");
        ArrayNode diffs = files.putArray("diff_ids");
        ArrayNode history = image.putArray("history");
        for (OciLayout.Layer layer : all) {
            diffs.add(layer.diffId());
            history.addObject().put("created", created).put("created_by", "raygate image: " + layer.history());
        }
        return image;
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    /** Of this machine, as images call it. */
    static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> name;
        };
    }
}
