// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.forwarder.KinesisEndpoint;
import io.raygate.benchmarks.sending.Load;
import io.raygate.benchmarks.sending.Sending;
import io.raygate.benchmarks.stack.Cores;
import io.raygate.benchmarks.stack.Place;
import io.raygate.benchmarks.stack.Program;
import io.raygate.benchmarks.stack.ProgramProcess;
import io.raygate.benchmarks.stack.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** How the bench starts the programs that do not come with Raygate, with executables that stand for them. */
@EnabledOnOs(OS.LINUX)
class PeersTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void daemon_asItIsStarted_listensAndSendsOn() throws IOException {
        assertSendsOn(new Daemon(StandIn.executable(directory, "xray")));
    }

    @Test
    void collector_withOurConfiguration_listensAndSendsOn() throws IOException {
        assertSendsOn(new Collector(StandIn.executable(directory, "otelcol"), Optional.empty()));
    }

    @Test
    void collector_withAConfigurationOfItsOwn_isStartedWithThat() throws IOException {
        Path configuration =
                Files.writeString(directory.resolve("own.yaml"), "endpoint: ${env:RAYGATE_BENCH_ENDPOINT}\n");

        assertSendsOn(new Collector(StandIn.executable(directory, "otelcol"), Optional.of(configuration)));
    }

    @Test
    void start_aProgramThatEnds_tellsItsNameAndItsLog() throws IOException {
        Program program = new Daemon(Path.of("/bin/false"));
        Place place = Place.free("http://127.0.0.1:9", directory);

        assertThatIllegalStateException()
                .isThrownBy(() -> ProgramProcess.startReady(program, place, Cores.any()))
                .withMessageContaining("X-Ray daemon has no socket: alive=false");
    }

    private void assertSendsOn(Program program) throws IOException {
        try (KinesisEndpoint sink = new KinesisEndpoint();
                ProgramProcess process =
                        ProgramProcess.startReady(program, Place.free(sink.url(), directory), Cores.any())) {
            Load load = new Load(Load.Shape.of(500, 100), 1);
            try (var _ = Sending.start(load, process.place().port())) {
                var _ = Waiting.until(LONG, Duration.ofMillis(5), () -> sink.calls() >= 3);
            }

            assertThat(sink.calls()).isGreaterThanOrEqualTo(3);
            assertThat(process.usage().threads()).isPositive();
            assertThat(process.socket().drops()).isPresent();
        }
    }
}
