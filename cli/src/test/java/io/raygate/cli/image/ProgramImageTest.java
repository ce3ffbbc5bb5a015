// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProgramImageTest {

    private static final Sources SOURCES =
            new Sources("1.2.3", Optional.of("c0ffee"), Instant.ofEpochSecond(1_700_000_000));
    private static final String LONG_NAME = "usr/share/" + "long-".repeat(30) + "name";

    @TempDir
    private Path directory;

    private Path base;

    @BeforeEach
    void makeBase() throws IOException {
        base = Files.createDirectories(directory.resolve("base"));
        Files.createDirectories(base.resolve("etc"));
        Files.createDirectories(base.resolve("usr/lib"));
        Files.writeString(base.resolve("usr/lib/libc.so.6"), "library");
        Files.createSymbolicLink(base.resolve("usr/lib/libc.so"), Path.of("libc.so.6"));
    }

    private ProgramImage image() throws IOException {
        Path program = Files.writeString(directory.resolve("program"), "program");
        SequencedMap<String, FileTree> layers = new LinkedHashMap<>();
        layers.put(
                "program",
                new FileTree()
                        .executable("opt/raygate/bin/xray", program)
                        .text(LONG_NAME, "found again")
                        .link("xray", "/opt/raygate/bin/xray")
                        .directory("var/lib/raygate", 0755, FileTree.PROGRAM_ID));
        return new ProgramImage(
                "A program", List.of("/xray"), List.of("-t"), List.of("A=b"), List.of("2000/udp"), layers);
    }

    private OciLayout write(String name) throws IOException {
        Path target = directory.resolve(name);
        image().write(target, base, Optional.empty(), SOURCES);
        return new OciLayout(target);
    }

    private static Map<String, byte[]> files(Path layout) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(layout)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(layout.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static JsonNode config(OciLayout layout) throws IOException {
        JsonNode manifest = layout.read(OciLayout.Descriptor.of(layout.index().at("/manifests/0")));
        return layout.read(OciLayout.Descriptor.of(manifest.path("config")));
    }

    @Test
    void write_twiceWithOtherTimesAndModes_isTheSameByteForByte() throws IOException {
        OciLayout first = write("first");
        Files.setLastModifiedTime(base.resolve("usr/lib/libc.so.6"), FileTime.fromMillis(0));
        Files.setPosixFilePermissions(base.resolve("usr/lib/libc.so.6"), PosixFilePermissions.fromString("rw-rw-rw-"));

        OciLayout second = write("second");

        assertThat(files(second.directory())).containsExactlyInAnyOrderEntriesOf(files(first.directory()));
    }

    @Test
    void write_anyProgram_runsAsItsUserAndSaysWhatItIs() throws IOException {
        JsonNode config = config(write("image"));

        assertThat(config.at("/config/User").asString("")).isEqualTo("10001:10001");
        assertThat(config.at("/config/Entrypoint/0").asString("")).isEqualTo("/xray");
        assertThat(config.at("/config/Labels")
                        .path("org.opencontainers.image.revision")
                        .asString(""))
                .isEqualTo("c0ffee");
        assertThat(config.at("/rootfs/diff_ids")).hasSameSizeAs(config.path("history"));
    }

    @Test
    void write_baseWithItsDigest_keepsItsLayersAndNamesIt() throws IOException {
        OciLayout below = write("below");
        String digest = below.index().at("/manifests/0/digest").asString("");

        OciLayout target = new OciLayout(directory.resolve("above"));
        ProgramImage.Written written =
                image().write(target.directory(), below.directory(), Optional.of("base:1"), SOURCES);

        assertThat(written.layers()).isEqualTo(3);
        JsonNode labels = config(target).at("/config/Labels");
        assertThat(labels.path("org.opencontainers.image.base.digest").asString(""))
                .isEqualTo(digest);
        assertThat(labels.path("org.opencontainers.image.base.name").asString(""))
                .isEqualTo("base:1");
    }

    @Test
    void write_baseWithABlobThatIsNotWhatItsNameSays_isRefused() throws IOException {
        OciLayout below = write("below");
        JsonNode manifest = below.read(OciLayout.Descriptor.of(below.index().at("/manifests/0")));
        String layer = manifest.at("/layers/0/digest").asString("").substring("sha256:".length());
        Files.writeString(below.directory().resolve("blobs/sha256").resolve(layer), "something else");

        assertThatThrownBy(
                        () -> image().write(directory.resolve("above"), below.directory(), Optional.empty(), SOURCES))
                .hasMessageContaining(layer)
                .hasMessageContaining("write or copy it again");
    }

    @Test
    void write_baseThatIsNone_isRefusedWithAWayToMakeOne() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty"));

        assertThatThrownBy(() -> image().write(directory.resolve("image"), empty, Optional.empty(), SOURCES))
                .hasMessageContaining("skopeo copy");
    }

    /** What the distribution's own tools read of it. */
    @Test
    @EnabledIf("hasTar")
    void layer_readByTar_hasOwnersModesTimesAndLongNames() throws IOException, InterruptedException {
        OciLayout layout = write("image");
        JsonNode manifest = layout.read(OciLayout.Descriptor.of(layout.index().at("/manifests/0")));
        String layer = manifest.at("/layers/1/digest").asString("").substring("sha256:".length());

        List<String> listing = run("tar", "--utc", "--numeric-owner", "-tvzf", "blobs/sha256/" + layer);

        assertThat(listing)
                .anyMatch(line -> line.matches("-rwxr-xr-x 0/0 +7 2023-11-14 22:13 opt/raygate/bin/xray"))
                .anyMatch(line -> line.matches("drwxr-xr-x 10001/10001 +0 2023-11-14 22:13 var/lib/raygate/"))
                .anyMatch(line -> line.endsWith(" xray -> /opt/raygate/bin/xray"))
                .anyMatch(line -> line.endsWith(" " + LONG_NAME));
    }

    @Test
    @EnabledIf("hasSkopeo")
    void layout_readBySkopeo_isValid() throws IOException, InterruptedException {
        write("image");

        assertThat(run("skopeo", "inspect", "--format", "{{.Architecture}} {{len .Layers}}", "oci:."))
                .containsExactly(ProgramImage.architecture() + " 2");
        assertThat(run("skopeo", "copy", "oci:.", "docker-archive:../image.tar"))
                .isNotEmpty();
    }

    static boolean hasTar() {
        return onPath("tar");
    }

    static boolean hasSkopeo() {
        return onPath("skopeo");
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private List<String> run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.resolve("image").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
