// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.up;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.process.Part;
import io.raygate.cli.process.Signals;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** With shells in the place of programs. */
@Timeout(120)
class SupervisorTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Signals signals = Signals.none();
    private Supervisor supervisor = supervisor(3_600);

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    @Test
    void await_partEnds_saysWhichAndShowsItsLog() {
        Part part = supervisor.start(plan("part", "echo the reason; exit 3"));

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> supervisor.await("part", part.log(), "", () -> false))
                .withMessageContaining("part ended with status 3; its log is " + part.log());
        assertThat(text()).contains("the reason");
    }

    @Test
    void await_nothingMoves_givesUpAndShowsTheLog() {
        supervisor = supervisor(1);
        Part part = supervisor.start(plan("part", "echo the last word; exec sleep 3600"));

        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> supervisor.await("part", part.log(), "", () -> false))
                .withMessageContaining("part has shown no progress for 1 s (--stall-timeout); its log is ");
        assertThat(text()).contains("the last word");
    }

    @Test
    void stop_several_lastStartedFirst() {
        supervisor.start(plan("first", "exec sleep 3600"));
        supervisor.start(plan("second", "exec sleep 3600"));
        supervisor.stop();

        assertThat(text().lines()).containsExactly("Stopping", "  second stopped", "  first stopped");
    }

    @Test
    void await_ready_saysSo() throws Exception {
        Part part = supervisor.start(plan("part", "echo up; exec sleep 3600"));
        supervisor.await("part", part.log(), "at its place", () -> holds(part.log(), "up"));

        assertThat(text()).contains("part             ready after ", "at its place");
    }

    private static boolean holds(Path log, String text) {
        try {
            return Files.readString(log).contains(text);
        } catch (java.io.IOException _) {
            return false;
        }
    }

    private Supervisor supervisor(int stallSeconds) {
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        Supervisor.Bounds bounds = new Supervisor.Bounds(Duration.ofSeconds(stallSeconds), Duration.ofHours(1));
        return new Supervisor(new Console(stream, stream, false), signals, bounds);
    }

    private Part.Plan plan(String name, String script) {
        return new Part.Plan(
                name,
                folder.resolve(name + ".log"),
                Duration.ofSeconds(60),
                Map.of("PATH", System.getenv("PATH")),
                List.of("bash", "-c", script));
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
