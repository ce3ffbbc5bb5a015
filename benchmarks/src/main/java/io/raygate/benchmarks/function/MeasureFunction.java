// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.function;

import io.raygate.benchmarks.report.Figures;
import io.raygate.benchmarks.report.Table;
import io.raygate.benchmarks.stack.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs {@code function.zip} or the program of the image as Lambda does, with several settings in turns, against an X-Ray that
 * takes everything at once, over TLS unless the setting says otherwise. Prints medians and their spread: from the start of the
 * process, or from its restore, to its first poll and to the answer to the first batch, then batch by batch.
 *
 * <p>Arguments: function.zip or the directory {@code opt/raygate} of the image, directory of the runtime interface client's
 * jars, rounds, batches of a run, settings as {@link FunctionSetting#of} reads them. Five eighths of the batches warm up. Without
 * batches only the start is measured.
 *
 * <p>What {@code snap-start} leaves out: no snapshot is taken, so nothing is measured of loading one, and the process is as
 * warm as its hooks made it, with its memory at hand.
 */
public final class MeasureFunction {

    private static final String TENANT = "demo";
    private static final double NANOS_PER_MILLI = 1e6;

    private final PackagedFunction function;
    private final Optional<Certificate> certificate;
    private final int batches;
    private final byte[] event = StreamEvents.generated().of(TENANT);
    private final Table table = new Table(
            "function",
            "Function",
            "poll ms",
            "poll, CPU ms",
            "first batch ms",
            "first batch, CPU ms",
            "later batches ms",
            "CPU µs a document",
            "peak MiB");

    private MeasureFunction(PackagedFunction function, Certificate certificate, int batches) {
        this.function = function;
        this.certificate = Optional.of(certificate);
        this.batches = batches;
    }

    /** Prints a table to standard output. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(arguments[2]);
        int batches = Integer.parseInt(arguments[3]);
        List<FunctionSetting> settings =
                Stream.of(arguments).skip(4).map(FunctionSetting::of).toList();
        try (WorkDirectory work = WorkDirectory.create()) {
            PackagedFunction function = PackagedFunction.of(Path.of(arguments[0]), Path.of(arguments[1]), work.path());
            MeasureFunction measure = new MeasureFunction(function, Certificate.make(work.path()), batches);
            for (int round = 0; round < rounds; round++) {
                for (FunctionSetting setting : settings) {
                    measure.measure(setting);
                }
            }
            System.out.printf(
                    "batch: %d documents, event %,d bytes; %d batches, %d rounds%n%n%s",
                    StreamEvents.DOCUMENTS, measure.event.length, batches, rounds, measure.table.markdown());
        }
    }

    private void measure(FunctionSetting setting) throws IOException, InterruptedException {
        try (LambdaHost host = new LambdaHost();
                AwsEndpoint aws = AwsEndpoint.start(setting.isPlain() ? Optional.empty() : certificate, List.of())) {
            long startNanos = System.nanoTime();
            try (FunctionProcess process = new FunctionProcess(function, setting, host, aws, Map.of())) {
                Duration cpuAtStart = Duration.ZERO;
                if (setting.isSnapStart()) {
                    host.awaitSnapshot();
                    cpuAtStart = process.cpuTime();
                    startNanos = System.nanoTime();
                    host.restore();
                }
                measure(setting, host, process, new Begin(startNanos, cpuAtStart));
            }
        }
    }

    /** From where a run is timed. */
    private record Begin(long nanos, Duration cpu) {

        double millis(long now) {
            return (now - nanos) / NANOS_PER_MILLI;
        }

        double cpuMillis(FunctionProcess process) {
            return process.cpuTime().minus(cpu).toNanos() / NANOS_PER_MILLI;
        }
    }

    private void measure(FunctionSetting setting, LambdaHost host, FunctionProcess process, Begin begin)
            throws IOException, InterruptedException {
        double poll = begin.millis(host.awaitPoll());
        double pollCpu = begin.cpuMillis(process);
        host.deliver(event);
        double first = begin.millis(System.nanoTime());
        double firstCpu = begin.cpuMillis(process);
        Later later = later(host, process);
        table.add(
                setting.text(),
                "",
                poll,
                pollCpu,
                first,
                firstCpu,
                later.millis(),
                later.cpuMicros(),
                process.peakResidentMib());
    }

    /** Not numbers where only the start is measured. */
    private record Later(double millis, double cpuMicros) {}

    private Later later(LambdaHost host, FunctionProcess process) throws InterruptedException {
        if (batches == 0) {
            return new Later(Double.NaN, Double.NaN);
        }
        int warmUp = batches * 5 / 8;
        Duration cpuBefore = Duration.ZERO;
        List<Double> millis = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            if (batch == warmUp) {
                cpuBefore = process.cpuTime();
            }
            long begin = System.nanoTime();
            host.deliver(event);
            millis.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
        }
        double cpuMicros = process.cpuTime().minus(cpuBefore).toNanos() / 1e3;
        return new Later(
                new Figures(millis.subList(warmUp, batches)).median(),
                cpuMicros / ((batches - warmUp) * StreamEvents.DOCUMENTS));
    }
}
