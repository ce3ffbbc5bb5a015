// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import io.raygate.cli.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A directory as the OCI image layout specification 1.1 has it: {@code oci-layout}, {@code index.json} and
 * {@code blobs/sha256}. What is written depends on what is given and on nothing else. Not thread-safe.
 *
 * @param directory of the layout
 */
record OciLayout(Path directory) {

    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";
    static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .build())
            .build();
    private static final String ALGORITHM = "sha256:";
    private static final int BUFFER_BYTES = 1 << 16;

    /** What points to a blob. */
    record Descriptor(String mediaType, String digest, long size) {

        static Descriptor of(JsonNode json) {
            return new Descriptor(
                    json.path("mediaType").asString(""),
                    json.path("digest").asString(""),
                    json.path("size").asLong(0));
        }

        ObjectNode json() {
            return JSON.createObjectNode()
                    .put("mediaType", mediaType)
                    .put("digest", digest)
                    .put("size", size);
        }
    }

    /**
     * A layer.
     *
     * @param diffId digest of the archive before compression
     * @param history what made it
     */
    record Layer(Descriptor blob, String diffId, String history) {}

    /** Begins a layout where there is none yet. */
    static OciLayout create(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("blobs/sha256"));
        Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        return new OciLayout(directory);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Writes a layer; all of its files have the same {@code time}. */
    Layer write(FileTree tree, Instant time, String history) throws IOException {
        MessageDigest compressed = sha256();
        MessageDigest plain = sha256();
        Path file = directory.resolve("blobs/layer");
        try (OutputStream blob = new DigestOutputStream(Files.newOutputStream(file), compressed);
                // Its header has no time and no name.
                OutputStream gzip = new GZIPOutputStream(blob, BUFFER_BYTES);
                OutputStream archive = new BufferedOutputStream(new DigestOutputStream(gzip, plain), BUFFER_BYTES)) {
            TarWriter tar = new TarWriter(archive, time);
            for (Map.Entry<String, FileTree.Node> entry : tree.entries()) {
                tar.write(entry.getKey(), entry.getValue());
            }
            tar.finish();
        }
        String digest = digest(compressed);
        Descriptor descriptor = new Descriptor(LAYER, digest, Files.size(file));
        Files.move(file, blob(digest), StandardCopyOption.REPLACE_EXISTING);
        return new Layer(descriptor, digest(plain), history);
    }

    Descriptor write(String mediaType, JsonNode json) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(json);
        String digest = ALGORITHM + HexFormat.of().formatHex(sha256().digest(bytes));
        Files.write(blob(digest), bytes);
        return new Descriptor(mediaType, digest, bytes.length);
    }

    /** Adds a file as it is. */
    Descriptor add(String mediaType, Path file) throws IOException {
        MessageDigest sha256 = sha256();
        try (OutputStream digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
            Files.copy(file, digest);
        }
        String digest = digest(sha256);
        Files.copy(file, blob(digest), StandardCopyOption.REPLACE_EXISTING);
        return new Descriptor(mediaType, digest, Files.size(file));
    }

    /** Names the image, the only one of this layout. */
    void index(ObjectNode manifest) throws IOException {
        ObjectNode index = object().put("schemaVersion", 2).put("mediaType", INDEX);
        index.putArray("manifests").add(manifest);
        Files.write(directory.resolve("index.json"), JSON.writeValueAsBytes(index));
    }

    /** Takes a blob of another layout, and checks that it is what its digest says. */
    void take(OciLayout other, Descriptor descriptor) throws IOException {
        MessageDigest sha256 = sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(blob(descriptor.digest())), sha256)) {
            Files.copy(other.blob(descriptor.digest()), out);
        }
        if (!digest(sha256).equals(descriptor.digest())) {
            throw Failure.of(other.blob(descriptor.digest()) + " is " + digest(sha256)
                    + ": the layout is damaged; write or copy it again");
        }
    }

    JsonNode read(Descriptor descriptor) throws IOException {
        return JSON.readTree(Files.readAllBytes(blob(descriptor.digest())));
    }

    JsonNode index() throws IOException {
        return JSON.readTree(Files.readAllBytes(directory.resolve("index.json")));
    }

    private Path blob(String digest) {
        String hex = digest.substring(digest.indexOf(':') + 1);
        if (!digest.startsWith(ALGORITHM) || !hex.matches("[0-9a-f]{64}")) {
            throw Failure.of(directory + " names a blob by '" + digest + "', which is not sha256:<64 hex digits>");
        }
        return directory.resolve("blobs/sha256").resolve(hex);
    }

    private static String digest(MessageDigest finished) {
        return ALGORITHM + HexFormat.of().formatHex(finished.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
