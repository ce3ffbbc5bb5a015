// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An OCI layout as {@code ./raygate image} writes it, with a few bytes for its only layer. */
public final class SmallImage {

    private static final String TYPE = "application/vnd.oci.image.";

    private SmallImage() {}

    /**
     * Writes one.
     *
     * @param version as its labels say it
     * @param revision likewise
     * @return the layout
     */
    public static Path write(Path layout, String architecture, String version, String revision) throws IOException {
        Files.createDirectories(layout.resolve("blobs/sha256"));
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        String layer = blob(layout, TYPE + "layer.v1.tar+gzip", "layer of " + architecture);
        String config = blob(layout, TYPE + "config.v1+json", "{\"architecture\":\"" + architecture + "\"}");
        String labels = "{\"org.opencontainers.image.version\":\"%s\",\"org.opencontainers.image.revision\":\"%s\"}"
                .formatted(version, revision);
        String manifest = blob(
                layout,
                TYPE + "manifest.v1+json",
                "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s],\"annotations\":%s}"
                        .formatted(config, layer, labels));
        String platform = ",\"platform\":{\"architecture\":\"" + architecture + "\",\"os\":\"linux\"}}";
        Files.writeString(
                layout.resolve("index.json"),
                "{\"schemaVersion\":2,\"manifests\":[" + manifest.replaceFirst("}$", platform) + "]}");
        return layout;
    }

    /** Changes a byte of the layer, whose digest then is another; of an image for amd64. */
    public static void breakLayer(Path layout) throws IOException {
        String layer = "layer of amd64";
        Files.writeString(layout.resolve("blobs/sha256").resolve(sha256(layer)), "Layer of amd64");
    }

    private static String blob(Path layout, String type, String content) throws IOException {
        Files.writeString(layout.resolve("blobs/sha256").resolve(sha256(content)), content);
        return "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%d}"
                .formatted(type, sha256(content), content.getBytes(StandardCharsets.UTF_8).length);
    }

    private static String sha256(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
