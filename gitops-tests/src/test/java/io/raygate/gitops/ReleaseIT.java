// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.ChartRegistry;
import io.raygate.gitops.cluster.HubPrograms;
import io.raygate.gitops.cluster.Packages;
import io.raygate.testing.SmallImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code ./raygate release --push} against a real registry: what is pulled by digest is what was released. */
class ReleaseIT {

    private static final GitopsTree PROJECT = GitopsTree.ofProject();
    private static final Path MODULE = PROJECT.root().resolve("gitops-tests");
    private static final String COSIGN = "github.com/sigstore/cosign/v2/cmd/cosign@v2.6.5";

    @TempDir
    private static Path directory;

    private static HubPrograms programs;
    private static ChartRegistry registry;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Packages.require(Map.of("skopeo", "skopeo"), "releases, which it pushes");
        programs = HubPrograms.build(MODULE.resolve("hub"), MODULE.resolve("target/hub"));
        registry = ChartRegistry.start(programs, MODULE, directory.resolve("registry"));
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    private static String raygate(Path tools, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "COSIGN_PASSWORD=",
                "PATH=" + tools + ":" + System.getenv("PATH"),
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Draygate.home=" + PROJECT.root(),
                "-jar",
                PROJECT.root().resolve("cli/target/raygate-cli.jar").toString()));
        command.addAll(List.of(arguments));
        return HubPrograms.run(PROJECT.root(), command.toArray(String[]::new));
    }

    private static JsonNode release(Path output, Path tools, String namespace, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "release",
                version(),
                "--uncommitted",
                "--push=" + registry.address() + "/" + namespace,
                "--output=" + output));
        command.addAll(List.of(options));
        raygate(tools, command.toArray(String[]::new));
        return Yaml.read(output.resolve("release.json"));
    }

    /** As the release names it, whose files may differ from the commit. */
    private static String revision() throws Exception {
        String commit =
                HubPrograms.run(PROJECT.root(), "git", "rev-parse", "HEAD").strip();
        boolean clean =
                HubPrograms.run(PROJECT.root(), "git", "status", "--porcelain").isBlank();
        return clean ? commit : commit + "-modified";
    }

    private static String image(String name, String architecture) throws Exception {
        Path layout = directory.resolve("images").resolve(name + "-" + architecture);
        return "--image=" + name + "=" + SmallImage.write(layout, architecture, version(), revision());
    }

    private static String version() throws IOException {
        String pom = Files.readString(PROJECT.root().resolve("pom.xml"));
        int begin = pom.indexOf("<version>") + "<version>".length();
        return pom.substring(begin, pom.indexOf("</version>", begin)).replace("-SNAPSHOT", "");
    }

    @Test
    void release_pushed_isPulledByDigestAndRendersAsTheTreeDoes() throws Exception {
        JsonNode release = release(
                directory.resolve("release"),
                programs.directory(),
                "raygate",
                "--only=charts,images",
                image("edge", "amd64"),
                image("edge", "arm64"),
                image("gateway", "arm64"));

        assertThat(release.path("artefacts").propertyNames())
                .contains("charts/edge", "charts/gateway", "charts/platform", "charts/tenant", "gateway-lambda");
        for (String artefact : release.path("artefacts").propertyNames()) {
            assertThat(manifest(release, artefact))
                    .contains(
                            artefact.startsWith("charts/")
                                    ? "application/vnd.cncf.helm.config.v1+json"
                                    : "application/vnd.oci.image.index.v1+json");
        }
        assertThat(manifest(release, "edge-forwarder")).contains("\"amd64\"", "\"arm64\"");
        String pulled = template("oci://" + registry.charts() + "/platform", "--version=" + version(), "--plain-http");
        String tree = template(PROJECT.root().resolve("gitops/charts/platform").toString());
        assertThat(pulled).contains("repoURL: https://git.example.org/ours.git", "kind: AppProject");
        assertThat(pulled).isEqualTo(tree);
        promote_digestsOfTheRelease_areThoseThatTheRegistryHas(release);
        release_versionThatIsThere_isNotOverwritten();
    }

    private static String manifest(JsonNode release, String artefact) throws Exception {
        String digest = release.path("artefacts").path(artefact).asString("");
        String name = "docker://" + registry.address() + "/raygate/" + artefact + "@" + digest;
        return HubPrograms.run(directory, "skopeo", "inspect", "--raw", "--tls-verify=false", name);
    }

    private void promote_digestsOfTheRelease_areThoseThatTheRegistryHas(JsonNode release) throws Exception {
        Path start = Files.createDirectories(directory.resolve("start"));
        Path archive = directory.resolve("release/raygate-gitops-" + version() + ".tgz");
        HubPrograms.run(start, "tar", "--extract", "--file", archive.toString());
        Path file = start.resolve("config-repo/envs/dev.yaml");

        raygate(
                programs.directory(),
                "promote",
                directory.resolve("release/release.json").toString(),
                "canary",
                file.toString(),
                "--registry=" + registry.address() + "/raygate");

        JsonNode ring = Yaml.read(file).at("/environment/release/canary");
        assertThat(ring.path("chart").asString("")).isEqualTo(version());
        assertThat(ring.path("edge").asString(""))
                .isEqualTo(registry.address() + "/raygate/edge-forwarder@"
                        + release.path("artefacts").path("edge-forwarder").asString(""));
    }

    private void release_versionThatIsThere_isNotOverwritten() throws Exception {
        assertThatThrownBy(() -> release(
                        directory.resolve("other"),
                        programs.directory(),
                        "raygate",
                        "--only=images",
                        image("edge", "arm64"),
                        image("gateway", "arm64")))
                .hasMessageContaining("/raygate/edge-forwarder:" + version() + " is there already, with the digest ")
                .hasMessageContaining("release another version");
    }

    /** A Helm that is built from modules takes itself for one of Kubernetes 1.20. */
    private static String template(String chart, String... options) throws IOException, InterruptedException {
        Path values = Files.writeString(directory.resolve("values.yaml"), """
                repository: https://git.example.org/ours.git
                """);
        return registry.helm(Stream.concat(
                        Stream.of("template", "p", chart, "--kube-version=1.31.0", "--values=" + values),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    /** All parts, of real programs; cosign alone takes minutes to build on a new machine. */
    @Test
    @EnabledIfSystemProperty(
            named = "raygate.all",
            matches = "true",
            disabledReason = "a whole release is built with ./raygate test --all")
    void release_allParts_areVerifiedAsStrangersDo() throws Exception {
        Path tools = MODULE.resolve("target/cosign").toAbsolutePath();
        HubPrograms.run(MODULE, "env", "GOBIN=" + tools, "go", "install", "-ldflags=-s -w", COSIGN);
        String cosign = tools.resolve("cosign").toString();
        HubPrograms.run(directory, "env", "COSIGN_PASSWORD=", cosign, "generate-key-pair");
        Path images = Files.createDirectories(directory.resolve("whole images"));
        Path scripts = MODULE.resolve("src/test/resources/node/images.sh").toAbsolutePath();
        HubPrograms.run(directory, "bash", scripts.toString(), images.toString());
        raygate(
                tools,
                "image",
                "--uncommitted",
                "--release=" + version(),
                "--base=" + images.resolve("base"),
                "--output=" + images);
        Path output = directory.resolve("whole release");

        JsonNode release = release(
                output,
                tools,
                "whole",
                "--image=edge=" + images.resolve("edge"),
                "--image=gateway=" + images.resolve("gateway"),
                "--key=" + directory.resolve("cosign.key"));

        HubPrograms.run(output, "sha256sum", "--check", "--strict", "SHA256SUMS");
        HubPrograms.run(
                output,
                cosign,
                "verify-blob",
                "--key=" + directory.resolve("cosign.pub"),
                "--insecure-ignore-tlog",
                "--signature=SHA256SUMS.sig",
                "SHA256SUMS");
        for (String artefact : release.path("artefacts").propertyNames()) {
            String digest = release.path("artefacts").path(artefact).asString("");
            String name = registry.address() + "/whole/" + artefact + "@" + digest;
            assertThat(HubPrograms.run(
                            directory,
                            cosign,
                            "verify",
                            "--key=cosign.pub",
                            "--insecure-ignore-tlog",
                            "--allow-http-registry",
                            name))
                    .contains(digest);
        }
        assertThat(HubPrograms.run(output, "unzip", "-l", "raygate-" + version() + ".zip"))
                .contains("README.md", "NOTICE", "lib/function.zip")
                .doesNotContain("SNAPSHOT");
        assertThat(HubPrograms.run(output, "tar", "-tzf", "raygate-maven-" + version() + ".tgz"))
                .contains(
                        "io/raygate/raygate-junit/%1$s/raygate-junit-%1$s.pom".formatted(version()),
                        "io/raygate/raygate-maven-plugin/%1$s/raygate-maven-plugin-%1$s.jar".formatted(version()));
    }
}
