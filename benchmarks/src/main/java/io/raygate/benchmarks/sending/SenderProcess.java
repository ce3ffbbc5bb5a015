// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.sending;

import io.raygate.benchmarks.stack.Children;
import io.raygate.benchmarks.stack.Cores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A sender in a process of its own, on the senders' core. */
public final class SenderProcess {

    private static final Random RUNS = new Random();

    private final Process process;

    /**
     * What was sent.
     *
     * @param documents that the system took
     * @param perSecond the rate that was reached
     */
    public record Sent(long documents, double perSecond) {}

    private SenderProcess(Process process) {
        this.process = process;
    }

    /** Starts to send to a port of the loopback address. */
    public static SenderProcess start(Cores cores, int port, Load.Shape shape, Duration duration) throws IOException {
        List<String> command = cores.sender(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Sender.class.getName(),
                Integer.toString(port),
                Integer.toString(shape.bytes()),
                Integer.toString(shape.perSecond()),
                Integer.toString(shape.sources()),
                Integer.toString(RUNS.nextInt()),
                Long.toString(duration.toMillis())));
        return new SenderProcess(
                Children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT)));
    }

    /** Starts it and waits for its end. */
    public static Sent run(Cores cores, int port, Load.Shape shape, Duration duration) throws IOException {
        return start(cores, port, shape, duration).await();
    }

    /** Waits for its end. */
    public Sent await() throws IOException {
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!answer.matches("[0-9]+ [0-9]+")) {
            throw new IOException("the sender ended without its figures: " + answer);
        }
        String[] numbers = answer.split(" ", 2);
        long documents = Long.parseLong(numbers[0]);
        return new Sent(documents, documents * 1e9 / Long.parseLong(numbers[1]));
    }
}
