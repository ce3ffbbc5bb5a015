// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.scale;

import io.raygate.benchmarks.sending.Load;
import io.raygate.benchmarks.sending.SenderProcess;
import io.raygate.benchmarks.stack.LocalStack;
import io.raygate.benchmarks.stack.Place;
import io.raygate.benchmarks.stack.ProgramProcess;
import io.raygate.benchmarks.stack.RaygateForwarder;
import io.raygate.benchmarks.stack.StackStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The whole path over the shards of the stream at one rate: more shards are more and smaller events. Every stream is read by one
 * function of one local stack.
 */
final class PathShards implements Experiment, AutoCloseable {

    private static final String CPU = "function, µs of CPU a segment";
    private static final String LAST = "p99 ms";
    private static final int BYTES = 1_500;
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final Bench bench;
    private final LocalStack stack;
    private final Sweep sweep;

    PathShards(Bench bench) throws IOException {
        this.bench = bench;
        List<Integer> shards = bench.extent().shards();
        Path directory = Files.createTempDirectory(bench.work(), "stack");
        this.stack = LocalStack.start(directory, 1, options(shards));
        this.sweep = new Sweep(
                "shards",
                "Whole path over shards, " + bench.extent().rate() + "/s of " + BYTES + " B",
                "shards",
                shards,
                "sent/s",
                "lost %",
                CPU,
                "segments an event",
                "p50 ms",
                LAST);
    }

    private static List<String> options(List<Integer> shards) {
        List<String> options = new ArrayList<>();
        shards.forEach(count -> options.add("-Draygate.local.kinesis.streams." + stream(count) + ".shards=" + count));
        options.add("-Draygate.local.event-source-mapping.streams="
                + shards.stream().map(PathShards::stream).collect(Collectors.joining(",")));
        options.add("-Draygate.local.function.environment.JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=4");
        return options;
    }

    private static String stream(int shards) {
        return "raygate-shards" + shards;
    }

    @Override
    public Sweep sweep() {
        return sweep;
    }

    @Override
    public List<String> plotted() {
        return List.of(CPU, LAST);
    }

    @Override
    public void measure(int round) throws IOException {
        for (int shards : sweep.values()) {
            for (RaygateForwarder forwarder : bench.forwarders()) {
                bench.say(sweep, round, shards + " shards, " + forwarder.name());
                measure(shards, forwarder);
            }
        }
    }

    private void measure(int shards, RaygateForwarder forwarder) throws IOException {
        RaygateForwarder sending = forwarder.with("RAYGATE_PUBLISH_STREAM", stream(shards));
        Place place = Place.free(stack.aws(), Files.createTempDirectory(bench.work(), "program"));
        Load.Shape shape = Load.Shape.of(BYTES, bench.extent().rate());
        try (ProgramProcess process = ProgramProcess.startReady(sending, place, bench.cores())) {
            SenderProcess.run(bench.cores(), place.port(), shape, bench.extent().warmUp());
            var _ = stack.awaitSettled(process, QUIET);
            StackStatus before = stack.status();
            Duration cpuBefore = stack.functionCpu();
            SenderProcess.Sent sent = SenderProcess.run(
                    bench.cores(), place.port(), shape, bench.extent().measured());
            var _ = stack.awaitSettled(process, QUIET);
            StackStatus after = stack.status();
            double arrived = after.added() - before.added();
            sweep.add(
                    shards,
                    forwarder.name(),
                    sent.perSecond(),
                    100 * (sent.documents() - arrived) / sent.documents(),
                    stack.functionCpu().minus(cpuBefore).toNanos() / 1e3 / arrived,
                    arrived / (after.invocations() - before.invocations()),
                    after.latencyMillis(before, 50),
                    after.latencyMillis(before, 99));
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
