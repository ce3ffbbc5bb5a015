// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The script {@code ./raygate}, in a tree of sources with a stand-in for Maven. */
@Timeout(120)
class ScriptTest {

    private static final Path SCRIPT = Path.of("").toAbsolutePath().resolveSibling("raygate");

    @TempDir
    Path root;

    private record Run(int status, List<String> output) {}

    @BeforeEach
    void sources() throws IOException {
        executable("raygate", Files.readString(SCRIPT));
        for (String pom : List.of("pom.xml", "aws/pom.xml", "cli/pom.xml", "schemas/pom.xml", "schemas/any/pom.xml")) {
            Path file = root.resolve(pom);
            Files.createDirectories(file.resolveSibling("src/main"));
            Files.writeString(file, "<project/>");
        }
    }

    @Test
    void script_isShort() throws IOException {
        assertThat(Files.readAllLines(SCRIPT)).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void run_jdkIsNone_oneLineWithTheRemedy() throws Exception {
        Run run = run(root.resolve("nowhere"), "status");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .singleElement()
                .asString()
                .contains("RAYGATE_JAVA_HOME=", "is not a JDK 25: correct it");
    }

    @Test
    void test_throughLinksAndWithBlanks_isThatOfTheSources() throws Exception {
        executable("mvnw", "#!/bin/sh\necho \"$PWD\"\n");
        Path folder = Files.createDirectory(root.resolve("a b"));
        Files.createSymbolicLink(root.resolve("direct"), root.resolve("raygate"));
        Files.createSymbolicLink(folder.resolve("my raygate"), Path.of("../direct"));

        Run run = run(folder, "my raygate", javaHome(), "test");

        assertThat(run.output()).containsExactly(root.toRealPath().toString());
        assertThat(run.status()).isZero();
    }

    @Test
    void test_isMavensVerify() throws Exception {
        executable("mvnw", "#!/bin/sh\necho \"$PWD: $*\"\nexit 3\n");
        Run run = run(javaHome(), "test", "-X");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.output()).containsExactly(root.toRealPath() + ": -B -ntp -T2 verify -X");
    }

    @Test
    void run_buildFails_oneLineSaysWhereTheLogIs() throws Exception {
        executable("mvnw", "#!/bin/sh\necho '[ERROR] the reason'\nexit 1\n");
        Run run = run(javaHome(), "status");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .contains("Building the command line (log: .raygate/cli-build.log)", "[ERROR] the reason")
                .last()
                .asString()
                .startsWith("raygate: the command line could not be built; its log is ");
        assertThat(root.resolve(".raygate/cli-build.lock")).doesNotExist();
    }

    @Test
    void run_builtSinceTheSources_buildsNothing() throws Exception {
        executable("mvnw", """
                #!/bin/sh
                echo '[INFO] Building Raygate :: Command line 1-SNAPSHOT [6/6]'
                mkdir -p cli/target
                touch cli/target/raygate-cli.jar cli/target/raygate-cli.aot
                """);
        assertThat(run(javaHome(), "status").output())
                .anyMatch(line -> line.contains("Raygate :: Command line"))
                .last()
                .asString()
                .contains("raygate-cli.jar");
        assertThat(run(javaHome(), "status").output()).noneMatch(line -> line.contains("Raygate :: Command line"));
    }

    private Run run(Path jdk, String... arguments) throws IOException, InterruptedException {
        return run(root, "raygate", jdk, arguments);
    }

    private Run run(Path folder, String script, Path jdk, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(folder.resolve(script).toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().put("RAYGATE_JAVA_HOME", jdk.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output.lines().toList());
    }

    private void executable(String name, String text) throws IOException {
        Path file = Files.writeString(root.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }
}
