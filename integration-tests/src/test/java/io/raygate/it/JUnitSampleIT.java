// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.ScriptRun;
import io.raygate.it.stack.SharedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/** The sample project of {@code raygate-junit}, built outside the repository as a new user builds it: on Java 17, with JUnit 5. */
@ExtendWith(SharedStack.class)
class JUnitSampleIT {

    private static final Path MODULE = ScriptRun.ROOT.resolve("raygate-junit");

    /** Where the module has installed itself. */
    private static final Path REPOSITORY = MODULE.resolve("target/it-repository");

    private static final int PATIENCE_MINUTES = 8;

    @TempDir
    private Path directory;

    @Test
    void sample_verify_passes(RaygateStack stack) throws Exception {
        copy(MODULE.resolve("sample"));
        Path log = directory.resolve("maven.log");

        int status = verify(stack, log);

        assumeFalse(
                Files.readString(log).contains("Could not transfer artifact"),
                "JUnit 5 and what else the sample names can be downloaded; the log is " + log);
        assertThat(log).content().contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(status).isZero();
    }

    /** A team that deploys the jar deploys all of the library. */
    @Test
    void pom_ofThePackage_hasNeitherParentNorDependencies() {
        assertThat(MODULE.resolve("target/.flattened-pom.xml"))
                .content()
                .contains("<artifactId>raygate-junit</artifactId>")
                .doesNotContain("<parent>", "<dependency>");
    }

    /** What was tested is what a new user gets. */
    @ParameterizedTest
    @ValueSource(strings = {"version.aws-xray-sdk", "version.opentelemetry"})
    void sample_versions_areOurs(String property) throws IOException {
        assertThat(property(MODULE.resolve("sample/pom.xml"), property))
                .isEqualTo(property(ScriptRun.ROOT.resolve("pom.xml"), property));
    }

    private static String property(Path pom, String name) throws IOException {
        Matcher value = Pattern.compile("<" + name + ">(.*)</" + name + ">").matcher(Files.readString(pom));
        assertThat(value.find()).as("%s in %s", name, pom).isTrue();
        return value.group(1);
    }

    private int verify(RaygateStack stack, Path log) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        ScriptRun.ROOT.resolve("mvnw").toString(),
                        "-B",
                        "-ntp",
                        "-Dmaven.repo.local=" + REPOSITORY,
                        "-Dmaven.repo.local.tail=" + System.getProperty("raygate.it.local-repository"),
                        "verify")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS"));
        Path java = Java17.home()
                .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
                .orElse(Path.of(System.getProperty("java.home")));
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().put("RAYGATE_JUNIT_STACK", "find");
        builder.environment()
                .put("RAYGATE_JUNIT_PORT_OFFSET", "" + stack.ports().offset());
        builder.environment().put("RAYGATE_JUNIT_PATIENCE", "3m");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void copy(Path project) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(project.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
    }
}
