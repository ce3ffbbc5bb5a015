// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.benchmarks.forwarder.ProcessUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The local stack of this build as a process: Kinesis, the function behind it, X-Ray, and the faults of all of them. */
public final class LocalStack implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final String FUNCTION = "-Draygate.local.function.";
    private static final Path JAR = Path.of("local-stack/target/quarkus-app/quarkus-run.jar");
    private static final Path ZIP = Path.of("gateway-lambda/target/function.zip");

    private final Process process;
    private final int awsPort;
    private final int pagePort;

    private LocalStack(Process process, int awsPort, int pagePort) {
        this.process = process;
        this.awsPort = awsPort;
        this.pagePort = pagePort;
    }

    /**
     * Starts it and waits until its function takes invocations.
     *
     * @param shards of the one stream
     * @param options more of its virtual machine
     */
    public static LocalStack start(Path directory, int shards, List<String> options) throws IOException {
        int awsPort = Place.freePort();
        int pagePort = Place.freePort();
        String aws = "http://127.0.0.1:" + awsPort;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Draygate.local.aws.port=" + awsPort,
                "-Draygate.local.page.port=" + pagePort,
                "-Draygate.local.kinesis.streams." + RaygateForwarder.STREAM + ".shards=" + shards,
                // on a machine that is busy a function is slow to start, and would be killed for it
                FUNCTION + "init-timeout=5m",
                FUNCTION + "zip=" + ZIP.toAbsolutePath(),
                FUNCTION + "runtime-interface-client="
                        + Path.of("local-stack/target/runtime-interface-client").toAbsolutePath(),
                FUNCTION + "aws-endpoint-url=" + aws,
                FUNCTION + "log-file=" + directory.resolve("function.log"),
                FUNCTION + "environment.RAYGATE_QUARANTINE_QUEUE=" + aws + "/000000000000/raygate-quarantine",
                FUNCTION + "environment.RAYGATE_QUARANTINE_PARKED_QUEUE=" + aws + "/000000000000/raygate-parked",
                FUNCTION + "environment.RAYGATE_QUARANTINE_HELD_QUEUE=" + aws + "/000000000000/raygate-held",
                "-Draygate.local.event-source-mapping.on-failure-queue=raygate-failed-batches"));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("local-stack.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("RAYGATE_"));
        LocalStack stack = new LocalStack(Children.start(builder), awsPort, pagePort);
        stack.awaitReady(directory);
        return stack;
    }

    private void awaitReady(Path directory) throws IOException {
        boolean isReady = Waiting.until(
                PATIENCE,
                OFTEN,
                () -> !process.isAlive() || Http.get(page("/q/health/ready")).isPresent());
        if (!isReady || !process.isAlive()) {
            throw new IllegalStateException(
                    "the local stack does not start: " + Files.readString(directory.resolve("local-stack.log")));
        }
    }

    /** Where AWS's clients go. */
    public String aws() {
        return "http://127.0.0.1:" + awsPort;
    }

    public long pid() {
        return process.pid();
    }

    /** Its counters now. */
    public StackStatus status() {
        for (int i = 0; i < 10; i++) {
            Optional<JsonNode> status = Http.json(page("/api/status"));
            if (status.isPresent()) {
                return new StackStatus(status.get());
            }
            Waiting.pause(OFTEN);
        }
        throw new IllegalStateException("the local stack does not answer: alive=" + process.isAlive());
    }

    /** Processor time of the function's processes that run now. */
    public Duration functionCpu() {
        return status().functionPids().stream()
                .map(pid -> new ProcessUsage(pid).cpu())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Makes a service fail from now on.
     *
     * @param more members of the fault, beginning with a comma, or nothing
     */
    public void inject(String service, String kind, double share, Duration duration, String more) {
        String fault = String.format(
                Locale.ROOT,
                "{\"kind\":\"%s\",\"share\":%.3f,\"seconds\":%.3f%s}",
                kind,
                share,
                duration.toMillis() / 1_000.0,
                more);
        if (Http.post(page("/api/faults/" + service), fault).isEmpty()) {
            throw new IllegalStateException("the local stack does not take the fault " + fault);
        }
    }

    /** Ends the faults of a service. */
    public void heal(String service) {
        var _ = Http.delete(page("/api/faults/" + service));
    }

    /**
     * Waits until nothing is on its way: X-Ray has got nothing for {@code quiet}, the streams are read and {@code program}
     * holds nothing.
     *
     * @return whether that was so within ten minutes
     */
    public boolean awaitSettled(ProgramProcess program, Duration quiet) {
        long[] last = {-1, 0};
        return Waiting.until(PATIENCE, OFTEN, () -> {
            StackStatus now = status();
            if (now.put() != last[0] || !now.isIdle() || program.buffered() > 0) {
                last[0] = now.put();
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > quiet.toNanos();
        });
    }

    private String page(String path) {
        return "http://127.0.0.1:" + pagePort + path;
    }

    @Override
    public void close() {
        Children.stop(process);
    }
}
