// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.ScriptRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./raygate soak}, short and with little load: what goes wrong on the way costs no document. */
@EnabledOnOs(OS.LINUX)
class SoakIT {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    @TempDir
    private Path directory;

    @Test
    void soak_functionKilledAndAwsFailing_booksAreClosed() {
        ScriptRun soak = ScriptRun.of(List.of(
                "soak",
                "20s",
                "--rate",
                "200",
                "--every",
                "3s",
                "--interval",
                "2s",
                "--max-growth",
                "512", // the virtual machines are still warming up
                "--no-build",
                "--out",
                directory.toString()));

        int status = soak.exitStatus(PATIENCE);

        assertThat(status).as("%s", String.join("\n", soak.output())).isZero();
        assertThat(soak.output()).contains("The books are closed.");
        assertThat(directory)
                .isDirectoryContaining("glob:**/soak.json")
                .isDirectoryContaining("glob:**/soak-memory.svg");
        assertThat(soak.descendants()).isEmpty();
    }
}
