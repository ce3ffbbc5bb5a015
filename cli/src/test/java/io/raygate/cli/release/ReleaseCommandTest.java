// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.release;

import io.raygate.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Charts of a small clone; programs and images come from builds that are too long for here. */
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

        assertThat(Files.readString(written("SHA256SUMS"))).isEqualTo(first).contains("  charts/tenant-0.2.0.tgz\n");
        JsonNode list = new JsonMapper().readTree(Files.readAllBytes(written("release.json")));
        String digest = list.at("/artefacts/charts~1tenant").asString("");
        byte[] manifest = Files.readAllBytes(
                written("oci/charts/tenant/blobs/sha256").resolve(digest.substring("sha256:".length())));
        assertThat(digest).isEqualTo("sha256:" + sha256(manifest));
        assertThat(new JsonMapper().readTree(manifest).at("/layers/0/digest").asString(""))
                .isEqualTo("sha256:" + sha256(Files.readAllBytes(written("charts/tenant-0.2.0.tgz"))));
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
}
