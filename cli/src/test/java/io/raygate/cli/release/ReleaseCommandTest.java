// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.CommandLineRun;
import io.raygate.testing.SmallImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Charts and images of a small clone; programs come from a build that is too long for here. */
@EnabledIf("hasGit")
class ReleaseCommandTest {

    private static final Path CHARTS = Path.of("..").resolve("gitops/charts");

    @TempDir
    private Path root;

    static boolean hasGit() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "git")));
    }

    @BeforeEach
    void makeClone() throws IOException, InterruptedException {
        Files.writeString(root.resolve("pom.xml"), """
                <project><version>0.2.0-SNAPSHOT</version>
                <project.build.outputTimestamp>2026-11-22T00:00:00Z</project.build.outputTimestamp></project>
                """);
        Files.writeString(root.resolve(".gitignore"), ".raygate/\ntarget/\n");
        try (Stream<Path> files = Files.walk(CHARTS.resolve("tenant"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = root.resolve("gitops/charts")
                        .resolve(CHARTS.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
        Files.createDirectories(root.resolve("templates/config-repo/ci"));
        Files.writeString(root.resolve("templates/config-repo/platform.yaml"), "targetRevision: 0.2.0\nother: 0.2.0\n");
        Path check = Files.writeString(root.resolve("templates/config-repo/ci/check"), "true\n");
        assertThat(check.toFile().setExecutable(true)).isTrue();
        git("init", "--quiet");
        git("add", "--all");
        git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message=Begin");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("git", "-C", root.toString()), Stream.of(arguments))
                                .toList())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private CommandLineRun release(String... arguments) {
        return CommandLineRun.of(
                root, Stream.concat(Stream.of("release"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Path written(String name) {
        return root.resolve("target/release/0.2.0").resolve(name);
    }

    @Test
    void release_chartsTwice_sameBytesAndTheDigestOfTheManifest() throws Exception {
        assertThat(release("0.2.0", "--only", "charts").err()).isEmpty();
        String first = Files.readString(written("SHA256SUMS"));
        assertThat(release("0.2.0", "--only", "charts").status()).isZero();

        assertThat(Files.readString(written("SHA256SUMS"))).isEqualTo(first).contains("  tenant-0.2.0.tgz\n");
        JsonNode list = new JsonMapper().readTree(Files.readAllBytes(written("release.json")));
        String digest = list.at("/artefacts/charts~1tenant").asString("");
        byte[] manifest = Files.readAllBytes(
                written("oci/charts/tenant/blobs/sha256").resolve(digest.substring("sha256:".length())));
        assertThat(digest).isEqualTo("sha256:" + sha256(manifest));
        assertThat(new JsonMapper().readTree(manifest).at("/layers/0/digest").asString(""))
                .isEqualTo("sha256:" + sha256(Files.readAllBytes(written("tenant-0.2.0.tgz"))));
        for (String line : first.lines().toList()) {
            String[] parts = line.split("  ");
            assertThat(sha256(Files.readAllBytes(written(parts[1])))).isEqualTo(parts[0]);
        }
        assertThat(list.path("revision").asString("")).matches("[0-9a-f]{40}");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void release_changedFile_refusedUnlessItIsATrial() throws IOException {
        Files.writeString(root.resolve("gitops/charts/tenant/values.yaml"), "# changed\n");

        CommandLineRun refused = release("0.2.0", "--only", "charts");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).first().asString().contains("a release is a commit", "--uncommitted");
        assertThat(release("0.2.0", "--only", "charts", "--uncommitted").status())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.2                                    | not a semantic version such as 0.2.0",
                "0.2.0-SNAPSHOT                         | not a semantic version such as 0.2.0",
                "0.2.0-rc..1                            | not a semantic version such as 0.2.0",
                "0.3.0 --only charts                    | release 0.2.0, or change the version in the pom.xml files",
                "0.2.0                                  | a release has images of edge and gateway",
                "0.2.0 --image shop=x                   | write edge=DIR or gateway=DIR",
                "0.2.0 --only charts --key x --keyless  | contradict each other",
                "0.2.0 --only charts --key nowhere      | cannot be read; make one with cosign generate-key-pair",
                "0.2.0 --only charts --push https://x/y | is not a registry and a namespace without a scheme",
            })
    void release_misused_oneLineThatSaysWhatToWrite(String arguments, String message) {
        CommandLineRun run = release(arguments.strip().split(" +"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains(message);
    }

    @Test
    void release_directoryOfSomethingElse_isNotOverwritten() throws IOException {
        Files.createDirectories(root.resolve("target/mine"));
        Files.writeString(root.resolve("target/mine/file"), "mine");

        CommandLineRun run = release(
                "0.2.0",
                "--only",
                "charts",
                "--output",
                root.resolve("target/mine").toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(List.of(root.resolve("target/mine/file"))).allMatch(Files::exists);
    }

    @Test
    void release_charts_templateIsOfThisVersionAndItsCheckRuns() throws Exception {
        assertThat(release("0.2.0-rc.1", "--only", "charts").err()).isEmpty();
        Path unpacked = Files.createDirectories(root.resolve("target/unpacked"));
        Path archive = root.resolve("target/release/0.2.0-rc.1/raygate-gitops-0.2.0-rc.1.tgz");
        assertThat(new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", unpacked.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();

        assertThat(unpacked.resolve("config-repo/platform.yaml"))
                .hasContent("targetRevision: 0.2.0-rc.1\nother: 0.2.0\n");
        assertThat(unpacked.resolve("config-repo/ci/check")).isExecutable();
    }

    @Test
    void release_imagesOfTwoArchitectures_oneIndexThatTheListNames() throws Exception {
        Path edge = layout("edge", "amd64", "0.2.0");
        Path arm = layout("edge-arm", "arm64", "0.2.0");
        Path gateway = layout("gateway", "arm64", "0.2.0");

        CommandLineRun run = release("0.2.0", "--only=images", image(edge), "--image=edge=" + arm, image(gateway));

        assertThat(run.err()).isEmpty();
        JsonNode list = new JsonMapper().readTree(Files.readAllBytes(written("release.json")));
        String digest = list.at("/artefacts/edge-forwarder").asString("");
        Path index = written("oci/edge-forwarder/blobs").resolve(digest.replace(':', '/'));
        assertThat(sha256(Files.readAllBytes(index))).isEqualTo(digest.substring("sha256:".length()));
        assertThat(new JsonMapper()
                        .readTree(Files.readAllBytes(index))
                        .path("manifests")
                        .findValuesAsString("architecture"))
                .containsExactly("amd64", "arm64");
    }

    @Test
    void release_imageOfAnotherVersion_refusedBeforeAnythingIsWritten() throws Exception {
        Path edge = layout("edge", "amd64", "0.2.0-SNAPSHOT");
        Path gateway = layout("gateway", "amd64", "0.2.0");

        CommandLineRun run = release("0.2.0", "--only=images", image(edge), image(gateway));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains("is version 0.2.0-SNAPSHOT of commit", "write it with ./raygate image --release 0.2.0");
        assertThat(written("")).doesNotExist();
    }

    private static String image(Path layout) {
        return "--image=" + layout.getFileName() + "=" + layout;
    }

    private Path layout(String name, String architecture, String version) throws Exception {
        return SmallImage.write(root.resolve("target/images").resolve(name), architecture, version, commit());
    }

    private String commit() throws IOException {
        Process process = new ProcessBuilder("git", "-C", root.toString(), "rev-parse", "HEAD").start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void release_layoutThatIsBroken_leavesNothingAndTheReleaseBeforeAsItWas() throws Exception {
        Path edge = layout("edge", "amd64", "0.2.0");
        Path gateway = layout("gateway", "amd64", "0.2.0");
        assertThat(release("0.2.0", "--only=images", image(edge), image(gateway))
                        .status())
                .isZero();
        String before = Files.readString(written("SHA256SUMS"));
        SmallImage.breakLayer(gateway);

        CommandLineRun run = release("0.2.0", "--only=images", image(edge), image(gateway));

        assertThat(run.status()).isEqualTo(1);
        assertThat(Files.readString(written("SHA256SUMS"))).isEqualTo(before);
        try (Stream<Path> releases = Files.list(root.resolve("target/release"))) {
            assertThat(releases).containsExactly(written(""));
        }
    }

    @Test
    void release_whileAnotherIsBuilt_refused() throws IOException {
        Path lock = Files.createDirectories(root.resolve(".raygate")).resolve("release.lock");
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(other.tryLock()).isNotNull();

            CommandLineRun run = release("0.2.0", "--only", "charts");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).singleElement().asString().contains("another release is being built in " + root);
        }
        assertThat(release("0.2.0", "--only", "charts").status()).isZero();
    }
}
