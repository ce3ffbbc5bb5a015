// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged forwarder, as the image starts it: with the options beside it on a JVM, or as a native executable.
 *
 * @param start program and options of its virtual machine
 * @param end what follows the settings: the jar, on a JVM
 * @param settings environment variables of the forwarder, beside those that are its place
 */
public record RaygateForwarder(String name, List<String> start, List<String> end, Map<String, String> settings)
        implements Program {

    /** Stream on which it puts everything. */
    public static final String STREAM = "raygate-demo";

    private static final Path APP =
            Path.of("edge-forwarder", "target", "quarkus-app").toAbsolutePath();

    public RaygateForwarder {
        start = List.copyOf(start);
        end = List.copyOf(end);
        settings = Map.copyOf(settings);
    }

    /** The one of this build. */
    public static RaygateForwarder onJvm(String... moreOptions) {
        Path jar = APP.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing; run ./mvnw -pl edge-forwarder -am package first");
        }
        List<String> start = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (Files.exists(APP.resolve("jvm.options"))) {
            start.add("@" + APP.resolve("jvm.options"));
        }
        if (Files.exists(APP.resolve("app.aot"))) {
            start.add("-XX:AOTCache=" + APP.resolve("app.aot"));
        }
        start.addAll(List.of(moreOptions));
        return new RaygateForwarder("Raygate, JVM", start, List.of("-jar", jar.toString()), Map.of());
    }

    /** A native executable. */
    public static RaygateForwarder natively(Path executable) {
        return new RaygateForwarder("Raygate, native", List.of(executable.toString()), List.of(), Map.of());
    }

    /** The same with one more environment variable. */
    public RaygateForwarder with(String variable, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(variable, value);
        return new RaygateForwarder(name, start, end, more);
    }

    @Override
    public List<String> command(Place place) {
        List<String> command = new ArrayList<>(start);
        command.addAll(end);
        command.addAll(List.of("--bind", place.address(), "--bind-tcp", place.address()));
        return command;
    }

    @Override
    public Map<String, String> environment(Place place) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "RAYGATE_PUBLISH_STREAM",
                STREAM,
                "RAYGATE_MANAGEMENT_PORT",
                Integer.toString(place.managementPort()),
                "RAYGATE_SPOOL_DIRECTORY",
                place.directory().resolve("spool").toString(),
                // not those of a forwarder that runs beside this one
                "RAYGATE_OTLP_HTTP_PORT",
                "0",
                "RAYGATE_OTLP_GRPC_PORT",
                "0"));
        environment.putAll(settings);
        return environment;
    }

    @Override
    public boolean isReady(Place place) {
        return Http.get(management(place, "/q/health/ready")).isPresent();
    }

    @Override
    public long buffered(Place place) {
        return metric(place, "raygate_documents_buffered");
    }

    @Override
    public boolean usesFunction() {
        return true;
    }

    /** The value of a metric, all its labels added up; 0 where nobody answers. */
    public static long metric(Place place, String metric) {
        return metric(Http.get(management(place, "/q/metrics")).orElse(""), metric);
    }

    /** The same in a scrape. */
    public static long metric(String scrape, String metric) {
        return Math.round(scrape.lines()
                .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum());
    }

    /** All metrics now; empty where nobody answers. */
    public static String scrape(Place place) {
        return Http.get(management(place, "/q/metrics")).orElse("");
    }

    private static String management(Place place, String path) {
        return "http://127.0.0.1:" + place.managementPort() + path;
    }
}
