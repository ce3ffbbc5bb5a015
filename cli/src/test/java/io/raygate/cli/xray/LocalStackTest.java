// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.xray;

import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.stacks.RunningStacks;
import io.raygate.cli.stacks.StackPorts;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LocalStackTest {

    @TempDir
    Path root;

    private Home home;
    private RunningStacks stacks;

    @BeforeEach
    void home() {
        home = Home.at(root);
        stacks = new RunningStacks(home.stacks());
    }

    @Test
    void ports_noneRuns_empty() {
        assertThat(new LocalStack().ports(home)).isEmpty();
    }

    @Test
    void ports_oneRuns_that() {
        StackPorts ports = free(8_000, 15_000);
        try (var _ = stacks.register(ports, "up")) {
            assertThat(new LocalStack().ports(home)).contains(ports);
        }
    }

    @Test
    void ports_twoRun_askedWhich() {
        StackPorts one = free(8_000, 15_000);
        StackPorts two = free(16_000, 24_000);
        try (var _ = stacks.register(one, "up");
                var _ = stacks.register(two, "up")) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> new LocalStack().ports(home))
                    .withMessage("several stacks are running: choose one with --port-offset " + one.offset() + " or "
                            + two.offset());
        }
    }

    private static StackPorts free(int from, int to) {
        StackPorts ports;
        do {
            ports = new StackPorts(ThreadLocalRandom.current().nextInt(from, to));
        } while (!ports.taken().isEmpty());
        return ports;
    }
}
