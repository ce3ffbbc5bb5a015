// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The images that nodes run: the forwarder's by {@code ./raygate image} on a base of the distribution's packages, and one
 * with a shell for the pods of the test.
 *
 * @param forwarder reference by digest
 * @param successor that of the same program under another digest, to roll to
 * @param archives and the names that they get
 */
public record NodeImages(String forwarder, String successor, Map<Path, String> archives) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of the test's own pods. */
    public static final String BUSYBOX = "raygate.test/busybox:1";

    /**
     * Makes them, unless they are newer than what they are made of.
     *
     * @param repository under which the forwarder's is known
     */
    static NodeImages make(Path root, Path scripts, String repository, Path directory)
            throws IOException, InterruptedException {
        Path archive = directory.resolve("edge.tar");
        if (isOlder(archive, scripts.resolve("images.sh"))
                || isOlder(archive, root.resolve("cli/target/raygate-cli.jar"))
                || isOlder(archive, root.resolve("edge-forwarder/target/quarkus-app/quarkus-run.jar"))) {
            build(root, scripts, directory);
            relabel(directory.resolve("edge"), directory.resolve("successor"));
            pack(directory, "successor");
            pack(directory, "edge");
        }
        return new NodeImages(
                repository + "@" + digest(directory.resolve("edge")),
                repository + "@" + digest(directory.resolve("successor")),
                Map.of(
                        archive,
                        repository,
                        directory.resolve("successor.tar"),
                        repository,
                        directory.resolve("busybox.tar"),
                        "raygate.test/busybox"));
    }

    private static void pack(Path directory, String layout) throws IOException, InterruptedException {
        Path archive = directory.resolve(layout + ".tar");
        HubPrograms.run(
                directory.resolve(layout),
                "tar",
                "--create",
                "--file",
                archive.toString(),
                "oci-layout",
                "index.json",
                "blobs");
    }

    private static String digest(Path layout) throws IOException {
        return JSON.readTree(Files.readAllBytes(layout.resolve("index.json")))
                .at("/manifests/0/digest")
                .asString("");
    }

    /** The same layers under another label, and so another digest. */
    private static void relabel(Path from, Path to) throws IOException, InterruptedException {
        HubPrograms.run(from, "cp", "--recursive", from.toString(), to.toString());
        JsonNode index = JSON.readTree(Files.readAllBytes(to.resolve("index.json")));
        ObjectNode manifest = read(to, index.at("/manifests/0/digest").asString(""));
        ObjectNode config = read(to, manifest.at("/config/digest").asString(""));
        config.withObject("/config/Labels").put("raygate.test/successor", "yes");
        write(to, config, manifest.withObject("/config"));
        write(to, manifest, (ObjectNode) index.at("/manifests/0"));
        Files.write(to.resolve("index.json"), JSON.writeValueAsBytes(index));
    }

    private static ObjectNode read(Path layout, String digest) throws IOException {
        return JSON.readTree(Files.readAllBytes(blob(layout, digest))).asObject();
    }

    private static Path blob(Path layout, String digest) {
        return layout.resolve("blobs").resolve(digest.replace(':', '/'));
    }

    private static void write(Path layout, JsonNode json, ObjectNode descriptor) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(json);
        String digest = "sha256:" + sha256(bytes);
        Files.write(blob(layout, digest), bytes);
        descriptor.put("digest", digest).put("size", bytes.length);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static boolean isOlder(Path made, Path source) throws IOException {
        return !Files.exists(made) || Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(source)) < 0;
    }

    private static void build(Path root, Path scripts, Path directory) throws IOException, InterruptedException {
        HubPrograms.run(root, "rm", "-rf", directory.toString());
        Files.createDirectories(directory);
        HubPrograms.run(directory, "bash", scripts.resolve("images.sh").toString(), directory.toString());
        HubPrograms.run(
                root,
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Draygate.home=" + root,
                "-jar",
                root.resolve("cli/target/raygate-cli.jar").toString(),
                "image",
                "edge",
                "--no-build",
                "--base=" + directory.resolve("base"),
                "--output=" + directory);
    }
}
