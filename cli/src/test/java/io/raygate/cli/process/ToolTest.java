// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.process;

import io.raygate.cli.Failure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ToolTest {

    private static final Tool MISSING = new Tool("no-such-program-of-raygate", "install it");
    private static final Tool BASH = new Tool("bash", "install bash");

    @TempDir
    private Path directory;

    @Test
    void require_notOnThePath_saysTheRemedy() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(MISSING::require)
                .withMessage("no-such-program-of-raygate is not on the PATH: install it");
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> MISSING.run(directory, List.of("x")))
                .withMessageContaining(": install it");
        BASH.require();
    }

    @Test
    void run_status_decides() throws Exception {
        assertThat(BASH.run(directory, List.of("-c", "pwd"))).isEqualToIgnoringNewLines(directory.toString());
        assertThat(BASH.ask(directory, List.of("-c", "exit 3"))).isEmpty();
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> BASH.run(directory, List.of("-c", "exit 3")))
                .withMessage("bash -c ended with status 3; its message stands above");
    }
}
