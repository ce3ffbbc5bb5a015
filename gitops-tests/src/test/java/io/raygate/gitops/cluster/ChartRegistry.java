// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.awaitility.Awaitility.await;

/**
 * An OCI registry on loopback, over plain HTTP, to which Helm pushes charts. It is built from Go modules
 * ({@code gitops-tests/registry}; less than a minute on a new machine).
 */
public final class ChartRegistry implements Part {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HubPrograms programs;
    private final ChildProcess process;
    private final Path directory;
    private final int port;

    private ChartRegistry(HubPrograms programs, ChildProcess process, Path directory, int port) {
        this.programs = programs;
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Builds and starts it.
     *
     * @param programs has Helm
     * @param module the directory {@code gitops-tests}
     * @param directory of this registry alone
     */
    public static ChartRegistry start(HubPrograms programs, Path module, Path directory)
            throws IOException, InterruptedException {
        Path program = module.resolve("target/registry/registry");
        HubPrograms.run(
                module.resolve("registry"),
                "go",
                "build",
                "-ldflags=-s -w",
                "-o",
                program.toAbsolutePath().toString(),
                ".");
        Files.createDirectories(directory);
        int port = FreePort.next();
        Path configuration =
                Files.writeString(directory.resolve("registry.yaml"), """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"}
                """.formatted(directory.resolve("blobs"), port));
        ChildProcess process = ChildProcess.startGuarded(
                List.of(program.toString(), "serve", configuration.toString()), directory.resolve("registry.log"));
        ChartRegistry registry = new ChartRegistry(programs, process, directory, port);
        await("registry, see " + directory).atMost(PATIENCE).until(registry::answers);
        return registry;
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the registry has ended; its log is in " + directory);
        }
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + address() + "/v2/").toURL().openConnection();
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException _) {
            return false; // does not listen yet
        } finally {
            connection.disconnect();
        }
    }

    /** Host and port; Helm goes on in plain HTTP where this answers so. */
    public String address() {
        return "localhost:" + port;
    }

    /** Where {@link #publish} puts charts, as {@code environment.charts} has it. */
    public String charts() {
        return address() + "/raygate/charts";
    }

    /**
     * Packages and pushes a chart.
     *
     * @param chart its directory
     */
    public void publish(Path chart, String version) throws IOException, InterruptedException {
        Path packages = Files.createDirectories(directory.resolve("packages"));
        helm("package", chart.toString(), "--version=" + version, "--destination=" + packages);
        Path packaged = packages.resolve(chart.getFileName() + "-" + version + ".tgz");
        helm("push", packaged.toString(), "oci://" + charts(), "--plain-http");
    }

    /** Helm's standard output. */
    public String helm(String... arguments) throws IOException, InterruptedException {
        return programs.helm(directory, Map.of("HOME", directory.toString()), arguments);
    }

    @Override
    public void close() {
        process.close();
    }
}
