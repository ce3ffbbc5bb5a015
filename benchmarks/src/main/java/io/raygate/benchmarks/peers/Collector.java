// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.peers;

import io.raygate.benchmarks.stack.Http;
import io.raygate.benchmarks.stack.Place;
import io.raygate.benchmarks.stack.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OpenTelemetry Collector with the X-Ray receiver and exporter, such as ADOT's. Without a configuration of the caller's it
 * sends batches of 50 documents, or of what came within a second, as the daemon does.
 *
 * @param configuration read as it is; {@code ${env:RAYGATE_BENCH_ADDRESS}} in it stands for where it listens, and {@code
 *     ${env:RAYGATE_BENCH_ENDPOINT}} for X-Ray
 */
record Collector(Path binary, Optional<Path> configuration) implements Program {

    static final String NAME = "collector";
    static final String ADDRESS = "RAYGATE_BENCH_ADDRESS";
    static final String ENDPOINT = "RAYGATE_BENCH_ENDPOINT";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> command(Place place) throws IOException {
        Path file = configuration.orElse(place.directory().resolve("collector.yaml"));
        if (configuration.isEmpty()) {
            Files.writeString(file, """
                receivers:
                  awsxray:
                    endpoint: ${env:RAYGATE_BENCH_ADDRESS}
                    transport: udp
                    proxy_server:
                      endpoint: ${env:RAYGATE_BENCH_ADDRESS}
                      region: eu-west-1
                      local_mode: true
                      aws_endpoint: ${env:RAYGATE_BENCH_ENDPOINT}
                processors:
                  batch: {send_batch_size: 50, send_batch_max_size: 50, timeout: 1s}
                exporters:
                  awsxray:
                    endpoint: ${env:RAYGATE_BENCH_ENDPOINT}
                    region: eu-west-1
                    local_mode: true
                    no_verify_ssl: true
                service:
                  telemetry:
                    logs: {level: error}
                    metrics: {level: none}
                  pipelines:
                    traces: {receivers: [awsxray], processors: [batch], exporters: [awsxray]}
                """);
        }
        return List.of(binary.toString(), "--config=" + file);
    }

    @Override
    public Map<String, String> environment(Place place) {
        return Map.of(ADDRESS, place.address(), ENDPOINT, place.aws());
    }

    @Override
    public boolean isReady(Place place) {
        return Http.listens(place.port());
    }
}
