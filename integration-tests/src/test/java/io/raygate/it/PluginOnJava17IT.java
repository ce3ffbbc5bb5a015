// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.ScriptRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The Maven plugin in a build outside the repository that runs on Java 17, with Maven 3.9 and 4. */
class PluginOnJava17IT {

    /** Where the sample projects of the plugin have installed it. */
    private static final Path REPOSITORY = ScriptRun.ROOT.resolve("schemas/maven-plugin/target/it-repository");

    private static final Path SAMPLES = ScriptRun.ROOT.resolve("schemas/maven-plugin/src/it");
    private static final int PATIENCE_MINUTES = 5;

    /** The newest release of Maven 4 on Maven Central; Maven 4.0.0 itself is not out. */
    private static final String MAVEN_4 = """
        distributionType=only-script
        distributionUrl=https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/4.0.0-rc-5/apache-maven-4.0.0-rc-5-bin.zip
        distributionSha256Sum=966874253b2491c49240eafca01a04dd0d72c96de96e7bdc726248be4e9c33a7
        """;

    @TempDir
    private Path directory;

    @Test
    void validate_onJava17_tellsWhatItTellsHere() throws Exception {
        assertTellsWhatItTellsHere(validate(ScriptRun.ROOT.resolve("mvnw")));
    }

    @Test
    void validate_onJava17WithMaven4_tellsWhatItTellsHere() throws Exception {
        Path maven4 = maven4();
        Path log = directory.resolve("version.log");
        assumeTrue(run(log, maven4, "-B", "--version") == 0, () -> "Maven 4 can be downloaded: " + text(log));
        assertThat(log).content().contains("Apache Maven 4.").contains("Java version: 17.");

        assertTellsWhatItTellsHere(validate(maven4));
    }

    /** A team that deploys the jar deploys all of the plugin. */
    @Test
    void pom_ofThePackage_hasNeitherParentNorDependencies() {
        assertThat(ScriptRun.ROOT.resolve("schemas/maven-plugin/target/.flattened-pom.xml"))
                .content()
                .contains("<artifactId>raygate-maven-plugin</artifactId>")
                .doesNotContain("<parent>", "<dependency>");
    }

    private static void assertTellsWhatItTellsHere(String output) {
        assertThat(output)
                .contains("payments.yaml:9:19: additionalProperties at /spec/quota/prod/shard")
                .contains("Validated: mode=repair, files=2, documents=3, repaired=0, rejected=1")
                .doesNotContain("UnsupportedClassVersionError");
    }

    /** The wrapper beside properties that name Maven 4: it downloads that release once for each user. */
    private Path maven4() throws IOException {
        Path wrapper = Files.copy(
                ScriptRun.ROOT.resolve("mvnw"), directory.resolve("mvnw"), StandardCopyOption.COPY_ATTRIBUTES);
        Path properties = Files.createDirectories(directory.resolve(".mvn/wrapper"));
        Files.writeString(properties.resolve("maven-wrapper.properties"), MAVEN_4);
        return wrapper;
    }

    private String validate(Path maven) throws IOException, InterruptedException {
        Path log = directory.resolve("maven.log");
        run(
                log,
                maven,
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + REPOSITORY,
                "-Dmaven.repo.local.tail=" + System.getProperty("raygate.it.local-repository"),
                "io.raygate:raygate-maven-plugin:0.1.0-SNAPSHOT:validate",
                "-Draygate.files=" + SAMPLES.resolve("broken/gitops") + "," + SAMPLES.resolve("valid/traces"));
        return text(log);
    }

    /** Runs Maven on Java 17 and returns its exit status. */
    private int run(Path log, Path maven, String... arguments) throws IOException, InterruptedException {
        Optional<Path> java17 = Java17.home();
        assumeTrue(java17.isPresent(), "a Java 17 in RAYGATE_JAVA17_HOME or /usr/lib/jvm");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(maven.toString()), Arrays.stream(arguments))
                        .toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", java17.get().toString());
        builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
