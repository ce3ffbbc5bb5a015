// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.stacks;

import io.raygate.cli.CommandLineRun;
import io.raygate.cli.Failure;
import io.raygate.cli.stacks.RunningStacks.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RunningStacksTest {

    @TempDir
    Path root;

    private RunningStacks stacks;

    /** Whose ports are free, and those of the offset ten higher, too. */
    private StackPorts ports;

    @BeforeEach
    void freePorts() {
        stacks = new RunningStacks(root.resolve(".raygate/stacks"));
        do {
            ports = new StackPorts(ThreadLocalRandom.current().nextInt(8_000, 24_000));
        } while (!ports.taken().isEmpty() || !tenHigher().taken().isEmpty());
    }

    @Test
    void all_registered_whileItIs() {
        try (var _ = stacks.register(ports, "up")) {
            assertThat(stacks.all())
                    .containsExactly(new Running(ports, ProcessHandle.current().pid()));
        }
        assertThat(stacks.all()).isEmpty();
    }

    @Test
    void register_sameOffset_refusedWithAFreeOne() {
        try (var _ = stacks.register(ports, "up")) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> stacks.register(ports, "up"))
                    .withMessageContaining("a stack is already running with --port-offset " + ports.offset() + ": pid=")
                    .withMessageMatching(".*\\./raygate up --port-offset (\\d+|N)");
        }
    }

    @Test
    void register_pageWhereTheOthersManagementIs_refusedBeforeAnybodyListens() {
        try (var _ = stacks.register(ports, "up")) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> stacks.register(tenHigher(), "up"))
                    .withMessageContaining("--port-offset %d would take port %d of the stack that is running with"
                            .formatted(tenHigher().offset(), ports.management()))
                    .withMessageMatching(".*\\./raygate up --port-offset (\\d+|N)");
        }
    }

    @Test
    void register_afterTheOtherHasEnded_works() {
        stacks.register(ports, "up").close();
        stacks.register(tenHigher(), "up").close();
    }

    @Test
    void register_portInUse_namesPortKeyAndOffset() throws IOException {
        try (var _ = new ServerSocket(ports.aws(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> stacks.register(ports, "up"))
                    .withMessageStartingWith("in use: " + ports.aws() + "/tcp (raygate.local.aws.port); stop what")
                    .withMessageContaining("--port-offset");
        }
    }

    @Test
    void status_registeredButSilent_1AndNotReady() {
        try (var _ = stacks.register(ports, "up")) {
            CommandLineRun run = CommandLineRun.of(root, "status");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.out())
                    .anyMatch(line -> line.startsWith("--port-offset " + ports.offset() + ": pid="))
                    .anyMatch(line -> line.contains("local stack") && line.contains("not ready"));
        }
    }

    @Test
    void status_none_1AndHowToStartOne() {
        CommandLineRun run = CommandLineRun.of(root, "status");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).containsExactly("No stack is running; start one with ./raygate up");
    }

    @Test
    void down_none_0() {
        CommandLineRun run = CommandLineRun.of(root, "down", "--port-offset", "7");

        assertThat(run.status()).isZero();
        assertThat(run.out()).containsExactly("No stack is running with --port-offset 7");
    }

    private StackPorts tenHigher() {
        return new StackPorts(ports.offset() + 10);
    }
}
