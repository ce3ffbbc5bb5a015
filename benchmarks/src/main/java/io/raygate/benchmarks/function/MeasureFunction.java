// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.function;

import io.raygate.benchmarks.documents.DocumentGenerator;
import io.raygate.benchmarks.documents.GeneratedBlocks;
import io.raygate.benchmarks.documents.GeneratedDocument;
import io.raygate.benchmarks.documents.Vocabulary;
import io.raygate.block.BlockWriter;
import io.raygate.block.Dictionary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Runs {@code function.zip} or the program of the image as Lambda does, with several settings in turns, against an X-Ray that
 * takes everything at once. Prints medians: from the start of the process to its first poll, to the answer to the first batch,
 * then batch by batch.
 *
 * <p>Arguments: function.zip or the directory {@code opt/raygate} of the image, directory of the runtime interface client's
 * jars, rounds, batches of a run, settings. A setting is a memory size in MiB, or that, a colon, and the value of
 * {@code JAVA_TOOL_OPTIONS}. Five eighths of the batches warm up. Without batches only the start is measured.
 */
public final class MeasureFunction {

    private static final int BLOCKS = 10;
    private static final int DOCUMENTS_PER_BLOCK = 90;
    private static final double NANOS_PER_MILLI = 1e6;

    private MeasureFunction() {}

    /** All times in milliseconds but {@code cpu}, which is microseconds a document. */
    private record Run(Start start, double batch, double cpu, double residentMib) {}

    /** Milliseconds from the start of the process, on the clock and of CPU. */
    private record Start(double firstPoll, double firstPollCpu, double firstBatch, double firstBatchCpu) {}

    private record Setting(int memoryMib, String options) {

        static Setting of(String text) {
            String[] parts = text.split(":", 2);
            return new Setting(Integer.parseInt(parts[0]), parts.length == 1 ? "" : parts[1]);
        }
    }

    /** Prints a table to standard output. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path function = Path.of(arguments[0]).toAbsolutePath();
        Path task = Files.isDirectory(function) ? function : unpack(function);
        Path client = Path.of(arguments[1]).toAbsolutePath();
        int rounds = Integer.parseInt(arguments[2]);
        int batches = Integer.parseInt(arguments[3]);
        List<Setting> settings = Stream.of(arguments).skip(4).map(Setting::of).toList();
        byte[] event = event();
        System.out.printf(
                "batch: %d documents in %d blocks, event %,d bytes; %d batches, %d rounds, medians%n",
                BLOCKS * DOCUMENTS_PER_BLOCK, BLOCKS, event.length, batches, rounds);
        System.out.println(
                "| memory MiB, JAVA_TOOL_OPTIONS | first poll ms (CPU) | first batch ms (CPU) | later batches ms"
                        + " | CPU us/document (each round) | peak MiB |");
        Map<Setting, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Setting setting : settings) {
                runs.computeIfAbsent(setting, _ -> new ArrayList<>())
                        .add(measure(task, client, setting, batches, event));
            }
        }
        runs.forEach(MeasureFunction::print);
    }

    private static void print(Setting setting, List<Run> runs) {
        System.out.printf(
                "| %d %s | %.0f (%.0f) | %.0f (%.0f) | %.1f | %.1f (%s) | %.0f |%n",
                setting.memoryMib(),
                setting.options(),
                median(runs.stream().map(run -> run.start().firstPoll())),
                median(runs.stream().map(run -> run.start().firstPollCpu())),
                median(runs.stream().map(run -> run.start().firstBatch())),
                median(runs.stream().map(run -> run.start().firstBatchCpu())),
                median(runs.stream().map(Run::batch)),
                median(runs.stream().map(Run::cpu)),
                runs.stream().map(run -> "%.0f".formatted(run.cpu())).collect(Collectors.joining(", ")),
                median(runs.stream().map(Run::residentMib)));
    }

    private static Run measure(Path task, Path client, Setting setting, int count, byte[] event)
            throws IOException, InterruptedException {
        int warmUp = count * 5 / 8;
        try (LambdaHost host = new LambdaHost()) {
            long start = System.nanoTime();
            try (FunctionProcess function =
                    new FunctionProcess(task, client, setting.memoryMib(), setting.options(), host.address())) {
                Start started = start(host, function, start, event);
                List<Double> batches = new ArrayList<>();
                Duration cpuBefore = Duration.ZERO;
                for (int batch = 0; batch < count; batch++) {
                    if (batch == warmUp) {
                        cpuBefore = function.cpuTime();
                    }
                    long begin = System.nanoTime();
                    check(host.invoke(event));
                    batches.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
                }
                double cpuMicros = function.cpuTime().minus(cpuBefore).toNanos() / 1e3;
                int documents = (count - warmUp) * BLOCKS * DOCUMENTS_PER_BLOCK;
                return new Run(
                        started,
                        count == 0 ? Double.NaN : median(batches.subList(warmUp, count).stream()),
                        cpuMicros / documents,
                        function.peakResidentMib());
            }
        }
    }

    private static Start start(LambdaHost host, FunctionProcess function, long startNanos, byte[] event)
            throws InterruptedException {
        double poll = (host.awaitPoll() - startNanos) / NANOS_PER_MILLI;
        double pollCpu = function.cpuTime().toNanos() / NANOS_PER_MILLI;
        check(host.invoke(event));
        double batch = (System.nanoTime() - startNanos) / NANOS_PER_MILLI;
        return new Start(poll, pollCpu, batch, function.cpuTime().toNanos() / NANOS_PER_MILLI);
    }

    private static void check(String answer) {
        if (!answer.contains("\"batchItemFailures\":[]")) {
            throw new IllegalStateException("the function has not done its work: " + answer);
        }
    }

    private static double median(Stream<Double> values) {
        double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static byte[] event() {
        DocumentGenerator generator = new DocumentGenerator(Vocabulary.unseen(), 42, 12);
        StringBuilder json = new StringBuilder("{\"Records\":[");
        try (BlockWriter writer = GeneratedBlocks.writer(3, Dictionary.newest())) {
            for (int block = 0; block < BLOCKS; block++) {
                List<GeneratedDocument> documents = Stream.generate(generator::next)
                        .limit(DOCUMENTS_PER_BLOCK)
                        .toList();
                byte[] frame = GeneratedBlocks.seal(writer, documents).frame();
                json.append(block == 0 ? "" : ",")
                        .append("""
                        {"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"k","sequenceNumber":"%d","data":"%s",\
                        "approximateArrivalTimestamp":1795310446.350},"eventSource":"aws:kinesis","eventVersion":"1.0",\
                        "eventID":"shardId-000000000000:%d","eventName":"aws:kinesis:record","awsRegion":"eu-west-1",\
                        "eventSourceARN":"arn:aws:kinesis:eu-west-1:000000000000:stream/raygate-demo"}\
                        """.formatted(block + 1, Base64.getEncoder().encodeToString(frame), block + 1));
            }
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Path unpack(Path zip) throws IOException {
        Path directory = Files.createTempDirectory("raygate-function-");
        Path task = Files.createDirectory(directory.resolve("task"));
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = task.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !target.startsWith(task)) {
                    continue;
                }
                Files.createDirectories(target.resolveSibling(""));
                Files.copy(entries, target);
            }
        }
        return task;
    }
}
