// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import io.raygate.it.stack.RaygateStack;
import io.raygate.it.stack.SharedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the local X-Ray answers, read by boto3 and the AWS CLI: all operations of the model, and the calls that Grafana's data
 * source makes. Both come from PyPI; where there is no Python, or it reaches no index, the test is skipped.
 */
@ExtendWith(SharedStack.class)
class XRayClientsIT {

    private static final List<String> PACKAGES = List.of("boto3==1.44.8", "awscli==1.46.3");
    private static final Path ENVIRONMENT = Path.of("target", "xray-clients").toAbsolutePath();
    private static final Path PYTHON = ENVIRONMENT.resolve("bin/python");
    private static final long INSTALL_SECONDS = 300;
    private static final long RUN_SECONDS = 300;

    @Test
    void clientsOfXRay_eachOperation_isUnderstood(RaygateStack stack) throws IOException, InterruptedException {
        assumeTrue(hasPackages(), "python3 with venv, and an index that has " + PACKAGES);
        Path script = ENVIRONMENT.resolve("xray-clients.py");
        try (var in = XRayClientsIT.class.getResourceAsStream("/xray-clients.py")) {
            Files.write(script, in.readAllBytes());
        }
        Path log = ENVIRONMENT.resolve("run.log");

        int status = run(
                log,
                RUN_SECONDS,
                List.of(PYTHON.toString(), script.toString(), "" + stack.ports().aws()));

        assertThat(status).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("ok operations=38");
    }

    private static boolean hasPackages() throws IOException, InterruptedException {
        Files.createDirectories(ENVIRONMENT);
        Path log = ENVIRONMENT.resolve("install.log");
        if (!Files.isExecutable(PYTHON)
                && run(log, INSTALL_SECONDS, List.of("python3", "-m", "venv", ENVIRONMENT.toString())) != 0) {
            return false;
        }
        List<String> install = new ArrayList<>(
                List.of(PYTHON.toString(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"));
        install.addAll(PACKAGES);
        return run(log, INSTALL_SECONDS, install) == 0;
    }

    /** The exit status; -1 where there is no such program or it does not end. */
    private static int run(Path log, long seconds, List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended ? process.exitValue() : -1;
        } catch (IOException _) {
            return -1;
        }
    }
}
