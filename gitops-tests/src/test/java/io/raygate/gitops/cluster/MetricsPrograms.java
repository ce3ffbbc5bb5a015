// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The OpenTelemetry Collector of {@code gitops-tests/collector} and the Prometheus of {@code gitops-tests/prometheus}, built
 * from Go modules. The receiver of the one is built for another version of the other, so they are two modules. The first
 * build on a machine takes some minutes.
 *
 * @param directory with {@code collector}, {@code prometheus} and {@code promtool}
 */
public record MetricsPrograms(Path directory) {

    /** Discovery in Kubernetes is all that the chart configures; the others bring the clients of twenty clouds. */
    private static final String TAGS = "-tags=remove_all_sd,enable_kubernetes_sd";

    private static final Map<String, String> CREDENTIALS = Map.of(
            "AWS_ACCESS_KEY_ID",
            "any",
            "AWS_SECRET_ACCESS_KEY",
            "any",
            "AWS_REGION",
            "eu-west-1",
            "AWS_ENDPOINT_URL",
            "http://127.0.0.1:1");

    /**
     * Builds what is not built or older than its sources, which Go decides. {@link HubPrograms} has looked for Go.
     *
     * @param module the directory {@code gitops-tests}
     */
    public static MetricsPrograms build(Path module) throws IOException, InterruptedException {
        Path target = module.resolve("target/metrics").toAbsolutePath();
        Files.createDirectories(target);
        System.out.println(
                "Building gitops-tests/collector and gitops-tests/prometheus: some minutes on a new machine");
        HubPrograms.run(module.resolve("collector"), "go", "build", TAGS, "-ldflags=-s -w", "-o", target + "/", ".");
        HubPrograms.run(
                module.resolve("prometheus"),
                "go",
                "build",
                TAGS,
                "-ldflags=-s -w",
                "-o",
                target + "/",
                "github.com/prometheus/prometheus/cmd/prometheus",
                "github.com/prometheus/prometheus/cmd/promtool");
        return new MetricsPrograms(target);
    }

    /** Runs {@code promtool}; fails with what it says. */
    public String promtool(Path directory, String... arguments) throws IOException, InterruptedException {
        return HubPrograms.run(
                directory,
                Stream.concat(Stream.of(this.directory.resolve("promtool").toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /** A collector with this configuration, and any credentials. */
    public Part collector(Path configuration) throws IOException {
        return ChildProcess.startGuarded(
                List.of(directory.resolve("collector").toString(), "--config=file:" + configuration),
                CREDENTIALS,
                configuration.resolveSibling("collector.log"));
    }

    /**
     * The forwarder that is packaged here.
     *
     * @param settings its keys
     */
    public static Part forwarder(Path root, Map<String, String> settings, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(root.resolve("edge-forwarder/target/quarkus-app/quarkus-run.jar")
                .toString());
        return ChildProcess.startGuarded(command, CREDENTIALS, log);
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        return FreePort.next();
    }
}
