// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.scale;

import io.raygate.benchmarks.forwarder.KinesisEndpoint;
import io.raygate.benchmarks.sending.Load;
import io.raygate.benchmarks.stack.Place;
import io.raygate.benchmarks.stack.ProgramProcess;
import io.raygate.benchmarks.stack.RaygateForwarder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.IntFunction;

/** The node over the rate, or over the size of documents: one forwarder for a round, its loads in their order. */
final class NodeLoads implements Experiment {

    static final String CPU = "µs of CPU a segment";
    static final String RESIDENT = "RSS MiB";
    static final String STREAM = "B a segment on the stream";
    private static final int BYTES = 1_500;
    private static final int WARM_UP_RATE = 5_000;

    private final Bench bench;
    private final KinesisEndpoint sink;
    private final Sweep sweep;
    private final IntFunction<Load.Shape> shape;
    private final List<String> plotted;

    private NodeLoads(
            Bench bench, KinesisEndpoint sink, Sweep sweep, IntFunction<Load.Shape> shape, List<String> plotted) {
        this.bench = bench;
        this.sink = sink;
        this.sweep = sweep;
        this.shape = shape;
        this.plotted = plotted;
    }

    static Sweep sweep(String id, String title, String variable, List<Integer> values) {
        return new Sweep(id, title, variable, values, "sent/s", "received %", CPU, STREAM, RESIDENT);
    }

    static NodeLoads overRate(Bench bench, KinesisEndpoint sink) {
        Sweep sweep = sweep(
                "rate",
                "Node over the rate, " + BYTES + " B",
                "segments/s",
                bench.extent().rates());
        return new NodeLoads(bench, sink, sweep, rate -> Load.Shape.of(BYTES, rate), List.of(CPU, RESIDENT));
    }

    static NodeLoads overSize(Bench bench, KinesisEndpoint sink) {
        int rate = bench.extent().rate();
        Sweep sweep = sweep(
                "size",
                "Node over the size, " + rate + "/s",
                "B",
                bench.extent().sizes());
        return new NodeLoads(bench, sink, sweep, bytes -> Load.Shape.of(bytes, rate), List.of(CPU, STREAM));
    }

    @Override
    public Sweep sweep() {
        return sweep;
    }

    @Override
    public List<String> plotted() {
        return plotted;
    }

    @Override
    public void measure(int round) throws IOException {
        for (RaygateForwarder forwarder : bench.forwarders()) {
            bench.say(sweep, round, forwarder.name());
            Place place = Place.free(sink.url(), Files.createTempDirectory(bench.work(), "program"));
            try (ProgramProcess process = ProgramProcess.startReady(forwarder, place, bench.cores())) {
                NodePoint.measure(
                        process,
                        sink,
                        bench.cores(),
                        Load.Shape.of(BYTES, WARM_UP_RATE),
                        bench.extent().warmUp());
                for (int value : sweep.values()) {
                    Load.Shape asked = shape.apply(value);
                    NodePoint point = NodePoint.measure(
                            process, sink, bench.cores(), asked, bench.extent().measured());
                    record(sweep, value, forwarder.name(), point, asked.perSecond());
                }
            }
        }
    }

    /** Figures, or why there are none. */
    static void record(Sweep sweep, int value, String subject, NodePoint point, int perSecond) {
        point.problem(perSecond)
                .ifPresentOrElse(
                        why -> sweep.leaveOut(value, subject, why),
                        () -> sweep.add(
                                value,
                                subject,
                                point.sentPerSecond(),
                                point.receivedPercent(),
                                point.cpuMicros(),
                                point.streamBytes(),
                                point.residentMib()));
    }
}
