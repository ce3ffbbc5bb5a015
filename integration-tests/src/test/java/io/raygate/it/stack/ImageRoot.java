// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of an image as a root file system, and a script that runs its entry point there as Lambda does: nothing else of
 * the machine is seen, only {@code /tmp} can be written to, and the user has no rights and is not the image's. Linux, as root.
 */
public final class ImageRoot {

    /** Not 10001, which the image names: Lambda asks for no user of an image. */
    public static final int USER = 993;

    private static final int GROUP = 990;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Mounts are seen by this process alone and end with it; it keeps its number from the first line to the program. */
    private static final String SCRIPT = """
            #!/bin/sh
            %4$s
            exec unshare --mount --propagation private sh -ec '
              mount --bind %1$s %1$s
              mount -t proc proc %1$s/proc
              mount --rbind /dev %1$s/dev
              mount --bind %2$s %1$s/tmp
              mount -o remount,bind,ro %1$s
              PATH=$PATH:/usr/sbin:/sbin exec chroot --userspec=%5$d:%6$d --groups=%6$d %1$s %3$s'
            """;

    private final Path layout;
    private final Path root;
    private final Path temporary;
    private final JsonNode config;

    private ImageRoot(Path layout, Path directory) throws IOException {
        this.layout = layout;
        this.root = Files.createDirectories(directory.resolve("root"));
        this.temporary = Files.createDirectories(directory.resolve("tmp"));
        this.config = JSON.readTree(Files.readAllBytes(blob(manifest().at("/config/digest"))));
    }

    /** Why there is none on this machine; empty where there can be. */
    public static String obstacle() throws IOException, InterruptedException {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return "it needs Linux";
        }
        List<String> probe =
                List.of("unshare", "--mount", "--propagation", "private", "mount", "-t", "proc", "proc", "/proc");
        return Files.isExecutable(Path.of("/usr/bin/unshare")) && status(probe) == 0
                ? ""
                : "it needs root and the right to mount";
    }

    /**
     * Unpacks an image.
     *
     * @param layout OCI layout with one image
     * @param directory where its files go
     */
    public static ImageRoot unpack(Path layout, Path directory) throws IOException, InterruptedException {
        ImageRoot image = new ImageRoot(layout, directory);
        for (JsonNode layer : image.manifest().path("layers")) {
            // as root, tar keeps owners and times, which a cache of classes compares
            run(
                    "tar",
                    "--extract",
                    "--gzip",
                    "--directory=" + image.root,
                    "--file=" + image.blob(layer.path("digest")));
        }
        for (String mountPoint : List.of("proc", "dev", "tmp")) {
            Files.createDirectories(image.root.resolve(mountPoint));
        }
        Files.setPosixFilePermissions(image.root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(image.temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        return image;
    }

    /** The number of the user and group that the image names. */
    public String user() {
        return config.at("/config/User").asText();
    }

    /** What the program sees as {@code /tmp}. */
    public Path temporary() {
        return temporary;
    }

    /**
     * The script.
     *
     * @param export variables as the shell sets them, on top of those that whoever runs it gives
     */
    public Path script(String export) throws IOException {
        List<String> entrypoint = new ArrayList<>();
        config.at("/config/Entrypoint").forEach(word -> entrypoint.add(word.asText()));
        Path script = root.resolveSibling("run");
        Files.writeString(script, SCRIPT.formatted(root, temporary, String.join(" ", entrypoint), export, USER, GROUP));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private JsonNode manifest() throws IOException {
        JsonNode index = JSON.readTree(Files.readAllBytes(layout.resolve("index.json")));
        return JSON.readTree(Files.readAllBytes(blob(index.at("/manifests/0/digest"))));
    }

    private Path blob(JsonNode digest) {
        return layout.resolve("blobs").resolve(digest.asText().replace(':', '/'));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(status(List.of(command))).as("%s", String.join(" ", command)).isZero();
    }

    private static int status(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
