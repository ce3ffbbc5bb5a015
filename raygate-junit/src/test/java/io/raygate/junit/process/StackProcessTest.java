// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit.process;

import io.raygate.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** With scripts that stand for {@code ./raygate}. */
class StackProcessTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String RUNS_UNTIL_TERMINATED = """
        trap 'echo terminated >> "$(dirname "$0")/log"; exit 143' TERM
        echo "$@" $$ > "$(dirname "$0")/log"
        echo "Raygate is ready"
        while :; do sleep 0.05; done
        """;

    @TempDir
    private Path home;

    @BeforeEach
    void needsBash() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash");
    }

    @Test
    void start_ready_runsUntilClosed() throws IOException {
        script(RUNS_UNTIL_TERMINATED);

        try (StackProcess stack = StackProcess.start(home, LONG)) {
            assertThat(stack.isAlive()).isTrue();
            assertThat(log())
                    .startsWith("up --no-demo --port-offset " + stack.ports().offset());
        }

        assertThat(log()).endsWith("terminated\n");
    }

    /** As when the JVM of the tests is killed: nobody closes anything, but the pipe ends. */
    @Test
    void keeper_pipeEnds_terminatesTheStack() throws IOException {
        script(RUNS_UNTIL_TERMINATED);
        StackProcess stack = StackProcess.start(home, LONG);
        long script = Long.parseLong(log().strip().replaceFirst(".* ", ""));

        stack.endPipe();

        Patience.await(() -> !stack.isAlive(), stack::lastWords);
        Patience.await(() -> ProcessHandle.of(script).isEmpty());
        assertThat(log()).endsWith("terminated\n");
    }

    @Test
    void start_ends_showsItsOutput() throws IOException {
        script("echo 'no JDK 25 found'; exit 1");

        assertThatThrownBy(() -> StackProcess.start(home, LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has ended:")
                .hasMessageEndingWith("no JDK 25 found");
    }

    @Test
    void start_neverReady_isGivenUpAfterTheTimeout() throws IOException {
        script(RUNS_UNTIL_TERMINATED.replace("is ready", "is slow"));

        assertThatThrownBy(() -> StackProcess.start(home, Duration.ofSeconds(1)))
                .hasMessageContaining("is not ready after 1 s (raygate.junit.start-timeout)");
    }

    @Test
    void start_portTakenMeanwhile_triesOthers() throws IOException {
        script("""
            echo x >> "$(dirname "$0")/tries"
            if [[ $(wc -l < "$(dirname "$0")/tries") -lt 3 ]]; then
              echo "in use: 2000/udp (raygate.receive.addresses)"
              exit 1
            fi
            """ + RUNS_UNTIL_TERMINATED);

        try (StackProcess stack = StackProcess.start(home, LONG)) {
            assertThat(stack.isAlive()).isTrue();
        }
        assertThat(home.resolve("tries")).content().isEqualTo("x\nx\nx\n");
    }

    @Test
    void start_noHome_namesTheSetting() {
        assertThatThrownBy(() -> StackProcess.start(home.resolve("none"), LONG))
                .hasMessageContaining("there is no executable file " + home.resolve("none/raygate"))
                .hasMessageContaining("raygate.junit.home (RAYGATE_JUNIT_HOME)");
    }

    @Test
    void lastWords_muchOutput_keepsTheEnd() throws IOException {
        script("for i in {1..5000}; do echo line-$i; done\nexit 1");

        assertThatThrownBy(() -> StackProcess.start(home, LONG))
                .hasMessageContaining("line-5000")
                .satisfies(failure -> assertThat(failure.getMessage().lines()).hasSizeLessThan(100));
    }

    private void script(String text) throws IOException {
        Path script = Files.writeString(home.resolve("raygate"), "#!/usr/bin/env bash\n" + text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private String log() throws IOException {
        return Files.readString(home.resolve("log"));
    }
}
