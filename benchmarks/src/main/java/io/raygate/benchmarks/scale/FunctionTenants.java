// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.scale;

import io.raygate.benchmarks.function.AwsEndpoint;
import io.raygate.benchmarks.function.Certificate;
import io.raygate.benchmarks.function.FunctionProcess;
import io.raygate.benchmarks.function.FunctionSetting;
import io.raygate.benchmarks.function.LambdaHost;
import io.raygate.benchmarks.function.PackagedFunction;
import io.raygate.benchmarks.function.StreamEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One process of the function over the tenants whose streams it reads: an event of each in turn, policies from SSM, all
 * compiler tiers as in the chart.
 */
final class FunctionTenants implements Experiment {

    private static final String CPU = "function, µs of CPU a segment";
    private static final String MEMORY = "function, highest MiB";
    private static final FunctionSetting SETTING = FunctionSetting.of("512:-XX:TieredStopAtLevel=4");
    private static final String SUBJECT = "function, 512 MB";

    private final Bench bench;
    private final PackagedFunction function;
    private final Optional<Certificate> certificate;
    private final StreamEvents events = StreamEvents.generated();
    private final Sweep sweep;

    FunctionTenants(Bench bench) throws IOException {
        this.bench = bench;
        Path directory = Files.createTempDirectory(bench.work(), "function");
        this.function = PackagedFunction.ofBuild(directory);
        this.certificate = Optional.of(Certificate.make(directory));
        this.sweep = new Sweep(
                "tenants",
                "Function over its tenants, " + StreamEvents.DOCUMENTS + " segments an event",
                "tenants",
                bench.extent().tenants(),
                "events",
                "first event ms",
                CPU,
                MEMORY);
    }

    @Override
    public Sweep sweep() {
        return sweep;
    }

    @Override
    public List<String> plotted() {
        return List.of(CPU, MEMORY);
    }

    @Override
    public void measure(int round) throws IOException {
        for (int tenants : sweep.values()) {
            bench.say(sweep, round, tenants + " tenants");
            try {
                measure(IntStream.range(0, tenants)
                        .mapToObj(number -> "team" + number)
                        .toList());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private void measure(List<String> tenants) throws IOException, InterruptedException {
        int count = Math.max(bench.extent().events(), tenants.size());
        try (LambdaHost host = new LambdaHost();
                AwsEndpoint aws = AwsEndpoint.start(certificate, tenants);
                FunctionProcess process = new FunctionProcess(
                        function,
                        SETTING,
                        host,
                        aws,
                        Map.of("RAYGATE_POLICY_SOURCE", "ssm", "RAYGATE_POLICY_ENVIRONMENT", "bench"))) {
            long begin = host.awaitPoll();
            host.deliver(events.of(tenants.getFirst()));
            double firstMillis = (System.nanoTime() - begin) / 1e6;
            deliver(host, tenants, count);
            Duration before = process.cpuTime();
            deliver(host, tenants, count);
            double cpuMicros = process.cpuTime().minus(before).toNanos() / 1e3;
            sweep.add(
                    tenants.size(),
                    SUBJECT,
                    count,
                    firstMillis,
                    cpuMicros / count / StreamEvents.DOCUMENTS,
                    process.peakResidentMib());
        }
    }

    private void deliver(LambdaHost host, List<String> tenants, int count) throws InterruptedException {
        for (int event = 0; event < count; event++) {
            host.deliver(events.of(tenants.get(event % tenants.size())));
        }
    }
}
