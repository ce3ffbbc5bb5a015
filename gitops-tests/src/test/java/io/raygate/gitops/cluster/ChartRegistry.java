// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.awaitility.Awaitility.await;

/**
 * An OCI registry on loopback, to which Helm pushes charts. It is built from Go modules ({@code gitops-tests/registry}; less than a
 * minute on a new machine).
 */
public final class ChartRegistry implements Part {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * How clients come to it.
     *
     * @param address host, and port unless it is that of HTTPS
     * @param options of Helm
     */
    private record Way(String address, Map<String, String> environment, List<String> options) {}

    private final HubPrograms programs;
    private final ChildProcess process;
    private final Path directory;
    private final Way way;

    private ChartRegistry(HubPrograms programs, ChildProcess process, Path directory, Way way) {
        this.programs = programs;
        this.process = process;
        this.directory = directory;
        this.way = way;
    }

    /**
     * Builds and starts it, over plain HTTP.
     *
     * @param programs has Helm
     * @param module the directory {@code gitops-tests}
     * @param directory of this registry alone
     */
    public static ChartRegistry start(HubPrograms programs, Path module, Path directory)
            throws IOException, InterruptedException {
        int port = FreePort.next();
        // Helm goes on in plain HTTP where localhost answers so.
        Way way = new Way("localhost:" + port, Map.of(), List.of("--plain-http"));
        return start(programs, module, directory, port, "", way);
    }

    /**
     * The same over TLS, under the names of other hosts.
     *
     * @param names that of Raygate's charts first
     */
    public static ChartRegistry start(
            HubPrograms programs, Path module, Path directory, NamedHosts hosts, List<String> names)
            throws IOException, InterruptedException {
        int port = FreePort.next();
        names.forEach(name -> hosts.lead(name, port));
        String tls = ", tls: {certificate: %s, key: %s}"
                .formatted(hosts.certificate().chain(), hosts.certificate().key());
        return start(programs, module, directory, port, tls, new Way(names.getFirst(), hosts.environment(), List.of()));
    }

    private static ChartRegistry start(HubPrograms programs, Path module, Path directory, int port, String tls, Way way)
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
        Path configuration = Files.writeString(
                directory.resolve("registry.yaml"), """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"%s}
                """.formatted(directory.resolve("blobs"), port, tls));
        ChildProcess process = ChildProcess.startGuarded(
                List.of(program.toString(), "serve", configuration.toString()), directory.resolve("registry.log"));
        ChartRegistry registry = new ChartRegistry(programs, process, directory, way);
        await("registry, see " + directory).atMost(PATIENCE).until(() -> registry.listens(port));
        return registry;
    }

    private boolean listens(int port) {
        if (!process.isAlive()) {
            throw new IllegalStateException("the registry has ended; its log is in " + directory);
        }
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Host, and port unless it is that of HTTPS. */
    public String address() {
        return way.address();
    }

    /** Where {@link #publish} puts charts, as {@code environment.charts} has it. */
    public String charts() {
        return address() + "/raygate/charts";
    }

    /**
     * Packages and pushes a chart of Raygate's.
     *
     * @param chart its directory
     */
    public void publish(Path chart, String version) throws IOException, InterruptedException {
        publish(chart, version, charts());
    }

    /** The same to another place, without the chart's name. */
    public void publish(Path chart, String version, String place) throws IOException, InterruptedException {
        Path packages = Files.createDirectories(directory.resolve("packages"));
        helm("package", chart.toString(), "--version=" + version, "--destination=" + packages);
        Path packaged = packages.resolve(chart.getFileName() + "-" + version + ".tgz");
        List<String> push = new ArrayList<>(List.of("push", packaged.toString(), "oci://" + place));
        push.addAll(way.options());
        helm(push.toArray(String[]::new));
    }

    /** Helm's standard output. */
    public String helm(String... arguments) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(way.environment());
        environment.put("HOME", directory.toString());
        return programs.helm(directory, environment, arguments);
    }

    @Override
    public void close() {
        process.close();
    }
}
