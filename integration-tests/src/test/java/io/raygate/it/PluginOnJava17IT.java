// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The Maven plugin in a build outside the repository that runs on Java 17, as those of most teams do. */
class PluginOnJava17IT {

    /** Where the sample projects of the plugin have installed it. */
    private static final Path REPOSITORY = ScriptRun.ROOT.resolve("schemas/maven-plugin/target/it-repository");

    private static final Path SAMPLES = ScriptRun.ROOT.resolve("schemas/maven-plugin/src/it");
    private static final int PATIENCE_MINUTES = 5;

    @TempDir
    private Path directory;

    @Test
    void validate_onJava17_tellsWhatItTellsHere() throws Exception {
        String output = validate(SAMPLES.resolve("broken/gitops"), SAMPLES.resolve("valid/traces"));

        assertThat(output)
                .contains("payments.yaml:9:19: additionalProperties at /spec/quota/prod/shard")
                .contains("Validated: mode=repair, files=2, documents=3, repaired=0, rejected=1")
                .doesNotContain("UnsupportedClassVersionError");
    }

    /** A team that deploys the jar deploys all of the plugin. */
    @Test
    void pom_ofThePackage_hasNeitherParentNorDependencies() {
        assertThat(ScriptRun.ROOT.resolve("schemas/maven-plugin/target/.flattened-pom.xml"))
                .content()
                .contains("<artifactId>raygate-maven-plugin</artifactId>")
                .doesNotContain("<parent>", "<dependency>");
    }

    private String validate(Path... files) throws IOException, InterruptedException {
        Optional<Path> java17 = java17();
        assumeTrue(java17.isPresent(), "a Java 17 in RAYGATE_JAVA17_HOME or /usr/lib/jvm");
        Path log = directory.resolve("maven.log");
        ProcessBuilder maven = new ProcessBuilder(
                        ScriptRun.ROOT.resolve("mvnw").toString(),
                        "-B",
                        "-ntp",
                        "-Dmaven.repo.local=" + REPOSITORY,
                        "-Dmaven.repo.local.tail=" + System.getProperty("raygate.it.local-repository"),
                        "io.raygate:raygate-maven-plugin:0.1.0-SNAPSHOT:validate",
                        "-Draygate.files="
                                + String.join(
                                        ",",
                                        Arrays.stream(files).map(Path::toString).toList()))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        maven.environment().put("JAVA_HOME", java17.get().toString());
        maven.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS"));
        Process process = maven.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(log);
    }

    private static Optional<Path> java17() throws IOException {
        String named = System.getenv("RAYGATE_JAVA17_HOME");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Path installed = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(installed)) {
            return homes.filter(PluginOnJava17IT::isJava17).findFirst();
        }
    }

    private static boolean isJava17(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"17.");
        } catch (IOException _) {
            return false;
        }
    }
}
