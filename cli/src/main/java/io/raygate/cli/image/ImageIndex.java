// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import io.raygate.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One image of several architectures: an OCI layout with one index, over the images of layouts that were written on machines
 * of those architectures.
 *
 * @param digest of the index, which is what a cluster names
 * @param architectures that are in it
 */
public record ImageIndex(Path layout, String digest, Set<String> architectures) {

    /** Copies. */
    public ImageIndex {
        architectures = Set.copyOf(architectures);
    }

    /**
     * Joins layouts of one image each.
     *
     * @throws Failure where one is no layout, or two are for one architecture
     */
    public static ImageIndex join(List<Path> layouts, String version, Path target) throws IOException {
        OciLayout joined = OciLayout.create(target);
        ObjectNode index = OciLayout.object().put("schemaVersion", 2).put("mediaType", OciLayout.INDEX);
        ArrayNode manifests = index.putArray("manifests");
        Set<String> architectures = new TreeSet<>();
        for (Path path : layouts) {
            OciLayout layout = layout(path);
            ObjectNode named = layout.index().at("/manifests/0").deepCopy().asObject();
            String architecture = named.at("/platform/architecture").asString("");
            if (!architectures.add(architecture)) {
                throw Failure.misused(path + " is a second image for " + architecture + "; name one of each");
            }
            take(layout, OciLayout.Descriptor.of(named), joined);
            named.remove("annotations");
            manifests.add(named);
        }
        OciLayout.Descriptor descriptor = joined.write(OciLayout.INDEX, index);
        ObjectNode named = descriptor.json();
        named.putObject("annotations").put("org.opencontainers.image.ref.name", version);
        joined.index(named);
        return new ImageIndex(target, descriptor.digest(), architectures);
    }

    /**
     * Refuses layouts that are not of the release.
     *
     * @param revision the commit of the release
     */
    public static void requireRelease(List<Path> layouts, String version, String revision) throws IOException {
        for (Path path : layouts) {
            OciLayout layout = layout(path);
            JsonNode labels = layout.read(OciLayout.Descriptor.of(layout.index().at("/manifests/0")))
                    .path("annotations");
            String itsVersion = labels.path(ProgramImage.LABEL + "version").asString("");
            String itsRevision = labels.path(ProgramImage.LABEL + "revision").asString("");
            if (!itsVersion.equals(version) || !itsRevision.equals(revision)) {
                throw Failure.misused("%s is version %s of commit %s, and the release is %s of %s; write it with"
                                .formatted(path, itsVersion, itsRevision, version, revision)
                        + " ./raygate image --release " + version);
            }
        }
    }

    private static OciLayout layout(Path path) {
        // The index is written last.
        if (!Files.exists(path.resolve("oci-layout")) || !Files.exists(path.resolve("index.json"))) {
            throw Failure.misused(
                    path + " is no OCI layout, or was not written to its end; write one with ./raygate image");
        }
        return new OciLayout(path);
    }

    private static void take(OciLayout from, OciLayout.Descriptor manifest, OciLayout to) throws IOException {
        to.take(from, manifest);
        JsonNode content = from.read(manifest);
        to.take(from, OciLayout.Descriptor.of(content.path("config")));
        for (JsonNode layer : content.path("layers")) {
            to.take(from, OciLayout.Descriptor.of(layer));
        }
    }
}
