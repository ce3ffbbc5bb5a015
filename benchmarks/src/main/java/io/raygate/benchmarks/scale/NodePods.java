// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.scale;

import com.sun.management.UnixOperatingSystemMXBean;
import io.raygate.benchmarks.forwarder.KinesisEndpoint;
import io.raygate.benchmarks.sending.Load;
import io.raygate.benchmarks.stack.Place;
import io.raygate.benchmarks.stack.ProgramProcess;
import io.raygate.benchmarks.stack.RaygateForwarder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The node over the pods that it knows and that send by turns, each from an address of its own. */
final class NodePods implements Experiment {

    private static final int BYTES = 1_500;

    /** Files that a virtual machine opens besides its sockets. */
    private static final int OTHER_FILES = 500;

    /** Some 160 bytes for each pod, and the default is 1M. */
    private static final String MAX_FILE = "16M";

    private final Bench bench;
    private final KinesisEndpoint sink;
    private final Sweep sweep;

    NodePods(Bench bench, KinesisEndpoint sink) {
        this.bench = bench;
        this.sink = sink;
        int rate = bench.extent().rate();
        this.sweep = NodeLoads.sweep(
                "pods",
                "Node over its pods, " + rate + "/s of " + BYTES + " B",
                "pods",
                bench.extent().pods());
    }

    @Override
    public Sweep sweep() {
        return sweep;
    }

    @Override
    public List<String> plotted() {
        return List.of(NodeLoads.CPU, NodeLoads.STREAM, NodeLoads.RESIDENT);
    }

    @Override
    public void measure(int round) throws IOException {
        for (int pods : sweep.values()) {
            for (RaygateForwarder forwarder : bench.forwarders()) {
                bench.say(sweep, round, pods + " pods, " + forwarder.name());
                if (pods + OTHER_FILES > mostFiles()) {
                    sweep.leaveOut(pods, forwarder.name(), "a process may open " + mostFiles() + " files");
                } else {
                    measure(pods, forwarder);
                }
            }
        }
    }

    private void measure(int pods, RaygateForwarder forwarder) throws IOException {
        Path directory = Files.createTempDirectory(bench.work(), "program");
        RaygateForwarder knowing = forwarder
                .with("RAYGATE_WORKLOADS_SOURCE", "file")
                .with("RAYGATE_WORKLOADS_FILE", workloads(directory, pods).toString())
                .with("RAYGATE_WORKLOADS_MAX_PODS", Integer.toString(pods))
                .with("RAYGATE_RELOAD_MAX_FILE", MAX_FILE);
        Load.Shape shape = new Load.Shape(BYTES, bench.extent().rate(), pods, 0);
        try (ProgramProcess process =
                ProgramProcess.startReady(knowing, Place.free(sink.url(), directory), bench.cores())) {
            NodePoint.measure(
                    process, sink, bench.cores(), shape, bench.extent().warmUp());
            NodePoint point = NodePoint.measure(
                    process, sink, bench.cores(), shape, bench.extent().measured());
            NodeLoads.record(sweep, pods, forwarder.name(), point, shape.perSecond());
        }
    }

    private static Path workloads(Path directory, int pods) throws IOException {
        StringBuilder text = new StringBuilder("workloads:\n");
        for (int pod = 0; pod < pods; pod++) {
            text.append("""
                  "%s": {namespace: shop, pod: shop-7d9c5b8f4d-%05d, workload: shop, container: app,\
                 containerId: %012x, image: "registry.example/shop:1.4"}
                """.formatted(Load.source(pod).getHostAddress(), pod, pod));
        }
        return Files.writeString(directory.resolve("workloads.yaml"), text);
    }

    private static long mostFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
    }
}
