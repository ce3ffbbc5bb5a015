// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import io.raygate.gitops.cluster.ChartRegistry;
import io.raygate.gitops.cluster.HubPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
        assumeThat(isOnPath("skopeo"))
                .as("skopeo, with which a release is pushed; install it")
                .isTrue();
        programs = HubPrograms.build(MODULE.resolve("hub"), MODULE.resolve("target/hub"));
        registry = ChartRegistry.start(programs, MODULE, directory.resolve("registry"));
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static JsonNode release(Path output, Path tools, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "COSIGN_PASSWORD=",
                "PATH=" + tools + ":" + System.getenv("PATH"),
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Draygate.home=" + PROJECT.root(),
                "-jar",
                PROJECT.root().resolve("cli/target/raygate-cli.jar").toString(),
                "release",
                version(),
                "--uncommitted",
                "--only=charts",
                "--push=" + registry.address() + "/raygate",
                "--output=" + output));
        command.addAll(List.of(options));
        HubPrograms.run(PROJECT.root(), command.toArray(String[]::new));
        return Yaml.read(output.resolve("release.json"));
    }

    private static String version() throws IOException {
        String pom = Files.readString(PROJECT.root().resolve("pom.xml"));
        int begin = pom.indexOf("<version>") + "<version>".length();
        return pom.substring(begin, pom.indexOf("</version>", begin)).replace("-SNAPSHOT", "");
    }

    @Test
    void release_pushed_isPulledByDigestAndRendersAsTheTreeDoes() throws Exception {
        JsonNode release = release(directory.resolve("release"), programs.directory());

        assertThat(release.path("artefacts").propertyNames())
                .contains("charts/edge", "charts/gateway", "charts/platform", "charts/tenant");
        for (String chart : release.path("artefacts").propertyNames()) {
            String digest = release.path("artefacts").path(chart).asString("");
            String manifest = HubPrograms.run(
                    directory,
                    "skopeo",
                    "inspect",
                    "--raw",
                    "--tls-verify=false",
                    "docker://" + registry.address() + "/raygate/" + chart + "@" + digest);
            assertThat(manifest).contains("application/vnd.cncf.helm.config.v1+json");
        }
        String pulled = template("oci://" + registry.charts() + "/platform", "--version=" + version(), "--plain-http");
        String tree = template(PROJECT.root().resolve("gitops/charts/platform").toString());
        assertThat(pulled).contains("repoURL: https://git.example.org/ours.git", "kind: AppProject");
        assertThat(pulled).isEqualTo(tree);
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

    /** Cosign takes minutes to build on a new machine. */
    @Test
    @EnabledIfSystemProperty(
            named = "raygate.all",
            matches = "true",
            disabledReason = "cosign is built with ./raygate test --all")
    void release_signed_isVerified() throws Exception {
        Path tools = MODULE.resolve("target/cosign").toAbsolutePath();
        HubPrograms.run(MODULE, "env", "GOBIN=" + tools, "go", "install", "-ldflags=-s -w", COSIGN);
        String cosign = tools.resolve("cosign").toString();
        HubPrograms.run(directory, "env", "COSIGN_PASSWORD=", cosign, "generate-key-pair");
        Path output = directory.resolve("signed");

        JsonNode release = release(output, tools, "--key=" + directory.resolve("cosign.key"));

        String sums = output.resolve("SHA256SUMS").toString();
        HubPrograms.run(
                directory,
                cosign,
                "verify-blob",
                "--key=cosign.pub",
                "--insecure-ignore-tlog",
                "--signature=" + sums + ".sig",
                sums);
        String digest = release.path("artefacts").path("charts/edge").asString("");
        assertThat(HubPrograms.run(
                        directory,
                        cosign,
                        "verify",
                        "--key=cosign.pub",
                        "--insecure-ignore-tlog",
                        "--allow-http-registry",
                        registry.address() + "/raygate/charts/edge@" + digest))
                .contains(digest);
    }
}
