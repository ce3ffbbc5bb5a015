// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A package whose {@code bootstrap} prints its environment. */
class FunctionLauncherTest {

    private static final StreamArn STREAM = StreamArn.parse("arn:aws:kinesis:eu-west-1:123456789012:stream/demo");

    @TempDir
    Path directory;

    @Test
    void start_ownVariables_winOverTheStacks() throws IOException {
        try (FunctionLauncher launcher = launcher()) {
            assertThat(printed(launcher))
                    .contains("OWN=x", "AWS_REGION=moon-1", "AWS_DEFAULT_REGION=eu-west-1")
                    .doesNotContain("AWS_REGION=eu-west-1");
        }
    }

    @Test
    void start_variant_hasItsVariablesInsteadOfTheFunctions() throws IOException {
        try (FunctionLauncher launcher = launcher()) {
            assertThat(printed(launcher.variant("other", Map.of("OTHER", "y"))))
                    .contains("OTHER=y", "AWS_REGION=eu-west-1")
                    .doesNotContain("OWN=x");
        }
    }

    private FunctionLauncher launcher() throws IOException {
        Path zip = FunctionZip.withBootstrap(directory, "#!/bin/sh\nexec env\n");
        FunctionConfig config = Configs.function("environment.AWS_REGION", "moon-1", "environment.OWN", "x");
        return FunctionLauncher.prepare(config, zip, STREAM);
    }

    private static List<String> printed(FunctionLauncher launcher) throws IOException {
        try (BufferedReader lines = launcher.start("127.0.0.1:1", "function-0").inputReader()) {
            return lines.lines().toList();
        }
    }
}
