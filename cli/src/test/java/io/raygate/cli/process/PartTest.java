// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Parts, with shells in the place of programs. */
class PartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void exitStatus_itsOwn() throws IOException {
        Part part = start("echo said; exit 7", 5);
        part.awaitEnd(PATIENCE.toMillis());

        assertThat(part.exitStatus()).isEqualTo(7);
        assertThat(part.log()).content().isEqualTo("said\n");
    }

    @Test
    void exitStatus_killed_128AndTheSignal() {
        Part part = start("kill -KILL $$", 5);
        part.awaitEnd(PATIENCE.toMillis());

        assertThat(part.exitStatus()).isEqualTo(128 + 9);
    }

    @Test
    void start_standardInput_isEmpty() throws IOException {
        Part part = start("cat; echo end", 5);
        part.awaitEnd(PATIENCE.toMillis());

        assertThat(part.log()).content().isEqualTo("end\n");
    }

    @Test
    void stop_endsWhenAsked_stopped() throws IOException {
        Part part = start("trap 'echo asked; exit 0' TERM; echo $$; while :; do read -t 1 <> /dev/zero; done", 60);
        awaitLines(part, 1);

        assertThat(part.stop(Signals.none())).isEqualTo(Part.End.STOPPED);
        assertThat(Files.readAllLines(part.log())).last().isEqualTo("asked");
        assertThat(part.stop(Signals.none())).isEqualTo(Part.End.GONE);
    }

    @Test
    void stop_deaf_killedAfterItsGrace() throws IOException {
        Part part = start(DEAF, 1);
        long pid = awaitLines(part, 2);

        assertThat(part.stop(Signals.none())).isEqualTo(Part.End.KILLED);
        assertThat(part.exitStatus()).isEqualTo(128 + 9);
        awaitGone(pid);
    }

    @Test
    void stop_deafAndSecondSignal_killedAtOnce() throws IOException {
        Part part = start(DEAF, 3_600);
        awaitLines(part, 2);
        Signals signals = Signals.none();
        signals.arrive(130);
        signals.arrive(130);

        assertThat(part.stop(signals)).isEqualTo(Part.End.KILLED);
    }

    @Test
    void end_whatItLeftBehind_hasEndedBefore() throws IOException {
        Part part = start("for i in {1..20}; do sleep 3600 & echo $!; done; exit 3", 60);
        part.awaitEnd(PATIENCE.toMillis());

        assertThat(part.exitStatus()).isEqualTo(3);
        assertThat(Files.readAllLines(part.log()))
                .hasSize(20)
                .map(Long::valueOf)
                .filteredOn(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent())
                .isEmpty();
    }

    @Test
    void supervisorKilled_itsPartsEnd() throws Exception {
        Path log = folder.resolve("part.log");
        Process supervisor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Supervised.class.getName(),
                        log.toString(),
                        "1",
                        DEAF)
                .inheritIO()
                .start();
        await().atMost(PATIENCE).until(() -> lines(log) == 2);
        List<ProcessHandle> descendants = supervisor.descendants().toList();
        assertThat(descendants).hasSizeGreaterThanOrEqualTo(3);

        supervisor.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        await().atMost(PATIENCE).until(() -> descendants.stream().noneMatch(PartTest::runs));
    }

    private static final String DEAF = "trap '' TERM INT; echo $$; sleep 3600 & echo $!; wait";

    /** A supervisor to be killed. */
    static final class Supervised {

        private Supervised() {}

        public static void main(String[] arguments) {
            Part part = Part.start(plan(Path.of(arguments[0]), arguments[2], Integer.parseInt(arguments[1])));
            part.awaitEnd(Long.MAX_VALUE);
        }
    }

    private Part start(String script, int graceSeconds) {
        return Part.start(plan(folder.resolve("part.log"), script, graceSeconds));
    }

    private static Part.Plan plan(Path log, String script, int graceSeconds) {
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
        return new Part.Plan("part", log, Duration.ofSeconds(graceSeconds), environment, List.of("bash", "-c", script));
    }

    /** Waits until it has printed so many lines and gives the process id in the first. */
    private static long awaitLines(Part part, int count) throws IOException {
        await().atMost(PATIENCE).until(() -> lines(part.log()) >= count);
        return firstPid(part);
    }

    private static long lines(Path log) throws IOException {
        return Files.exists(log)
                ? Files.readString(log).chars().filter(c -> c == '\n').count()
                : 0;
    }

    private static long firstPid(Part part) throws IOException {
        return Long.parseLong(Files.readAllLines(part.log()).getFirst());
    }

    private static void awaitGone(long pid) {
        await().atMost(PATIENCE)
                .until(() -> ProcessHandle.of(pid).filter(PartTest::runs).isEmpty());
    }

    /** Not for a process that has ended and that nobody has asked for its status. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
