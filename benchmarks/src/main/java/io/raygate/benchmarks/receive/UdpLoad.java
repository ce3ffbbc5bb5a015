// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.receive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The C program that sends, and that is a yardstick for receiving; compiled when it is needed. */
final class UdpLoad implements AutoCloseable {

    private static final Path SOURCE = Path.of("benchmarks/src/main/c/udp_load.c");

    private final Path program;

    private UdpLoad(Path program) {
        this.program = program;
    }

    /** Compiles it with gcc into a temporary file. */
    static UdpLoad compile() throws IOException, InterruptedException {
        Path program = Files.createTempFile("udp_load", "");
        String complaint = run(List.of("gcc", "-O2", "-o", program.toString(), SOURCE.toString()));
        if (!complaint.isBlank()) {
            throw new IOException("gcc: " + complaint);
        }
        return new UdpLoad(program);
    }

    List<String> receiveCommand(int port, long napMicros) {
        return List.of(program.toString(), "receive", Integer.toString(port), Long.toString(napMicros));
    }

    /**
     * Sends from one core.
     *
     * @param perSecond 0 for as fast as it goes
     * @return datagrams sent, and the nanoseconds that took
     */
    long[] send(int core, int port, int bytes, long perSecond, long millis) throws IOException, InterruptedException {
        String answer = run(List.of(
                "taskset",
                "-c",
                Integer.toString(core),
                program.toString(),
                "send",
                Integer.toString(port),
                Integer.toString(bytes),
                Long.toString(perSecond),
                Long.toString(millis)));
        String[] numbers = answer.strip().split(" ", 2);
        return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(program);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(command.getFirst() + ": " + output);
            }
            return output;
        } finally {
            process.destroy();
        }
    }
}
