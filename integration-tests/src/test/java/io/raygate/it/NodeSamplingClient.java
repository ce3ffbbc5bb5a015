// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A sampler for Node, fetched with npm. Where there is none, or it reaches no registry, the test is skipped. */
final class NodeSamplingClient implements SamplingClient {

    private static final long INSTALL_SECONDS = 120;

    /** Whose sampler it is. */
    enum Sdk {
        X_RAY("sampling-client.cjs", "aws-xray-sdk-core@3.12.0"),
        OPEN_TELEMETRY(
                "otlp-sampling-client.cjs",
                "@opentelemetry/api@1.9.1",
                "@opentelemetry/resources@2.12.1",
                "@opentelemetry/sdk-trace-base@2.12.1",
                "@opentelemetry/sampler-aws-xray@0.3.0");

        private final String script;
        private final List<String> packages;

        Sdk(String script, String... packages) {
            this.script = script;
            this.packages = List.of(packages);
        }
    }

    private final Process process;
    private volatile Decisions decisions = new Decisions(0, 0, System.nanoTime());

    private NodeSamplingClient(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread.startVirtualThread(this::read);
    }

    /**
     * Begins at once; counts from when the rules have come.
     *
     * @param directory an empty one
     */
    static NodeSamplingClient start(Sdk sdk, Path directory, String daemonAddress, String service, String rule)
            throws IOException, InterruptedException {
        Path script = directory.resolve(sdk.script);
        try (var in = NodeSamplingClient.class.getResourceAsStream("/" + sdk.script)) {
            Files.copy(in, script);
        }
        assumeTrue(isInstalled(sdk, directory), () -> "npm, and a registry that has " + sdk.packages);
        return new NodeSamplingClient(new ProcessBuilder("node", script.toString(), daemonAddress, service, rule)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    @Override
    public Decisions decisions() {
        return decisions;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static boolean isInstalled(Sdk sdk, Path directory) throws InterruptedException {
        List<String> install =
                new ArrayList<>(List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"));
        install.addAll(sdk.packages);
        try {
            Process npm = new ProcessBuilder(install)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("npm.log").toFile())
                    .start();
            boolean ended = npm.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS);
            npm.destroyForcibly();
            return ended && npm.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] counts = line.split(" ", -1);
                decisions = new Decisions(Long.parseLong(counts[0]), Long.parseLong(counts[1]), System.nanoTime());
            }
        } catch (IOException _) {
            // close() has ended the process; a test that waits for more counts fails by itself
        }
    }
}
