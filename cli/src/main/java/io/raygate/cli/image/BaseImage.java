// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What an image stands on: the C library, certificates and time zones.
 *
 * @param layers in their order, already in the new layout
 * @param digest of its manifest, for the labels; empty for a directory
 */
record BaseImage(List<OciLayout.Layer> layers, Optional<String> digest) {

    /** Copies. */
    BaseImage {
        layers = List.copyOf(layers);
    }

    /**
     * Takes a base over into {@code target}.
     *
     * @param source an OCI layout, or a directory with the files of a root file system
     * @throws Failure where it is neither, or has no image for {@code architecture}
     */
    static BaseImage take(Path source, String architecture, OciLayout target, Instant time) throws IOException {
        if (Files.exists(source.resolve("oci-layout"))) {
            return image(new OciLayout(source), architecture, target);
        }
        if (Files.isDirectory(source.resolve("etc")) && Files.isDirectory(source.resolve("usr"))) {
            FileTree tree = new FileTree().tree("", source, _ -> true).directory("tmp", 01777, 0);
            return new BaseImage(List.of(target.write(tree, time, "base")), Optional.empty());
        }
        throw Failure.misused("--base " + source + " is neither an OCI layout nor a root file system; make one with "
                + "skopeo copy docker://gcr.io/distroless/cc-debian12@sha256:DIGEST oci:DIRECTORY");
    }

    private static BaseImage image(OciLayout base, String architecture, OciLayout target) throws IOException {
        List<JsonNode> manifests = StreamSupport.stream(
                        base.index().path("manifests").spliterator(), false)
                .toList();
        for (JsonNode candidate : manifests) {
            OciLayout.Descriptor descriptor = OciLayout.Descriptor.of(candidate);
            JsonNode manifest = base.read(descriptor);
            JsonNode config = base.read(OciLayout.Descriptor.of(manifest.path("config")));
            if (config.path("architecture").asString("").equals(architecture)) {
                return new BaseImage(layers(base, manifest, config, target), Optional.of(descriptor.digest()));
            }
        }
        throw Failure.misused("--base " + base.directory() + " has no image for " + architecture
                + "; copy that of this machine's architecture");
    }

    private static List<OciLayout.Layer> layers(OciLayout base, JsonNode manifest, JsonNode config, OciLayout target)
            throws IOException {
        List<OciLayout.Layer> layers = new ArrayList<>();
        for (JsonNode layer : manifest.path("layers")) {
            OciLayout.Descriptor blob = OciLayout.Descriptor.of(layer);
            target.take(base, blob);
            String diffId = config.at("/rootfs/diff_ids/" + layers.size()).asString("");
            layers.add(new OciLayout.Layer(blob, diffId, "base"));
        }
        return layers;
    }
}
