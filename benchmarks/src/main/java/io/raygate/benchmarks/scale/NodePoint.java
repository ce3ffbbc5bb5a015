// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.scale;

import io.raygate.benchmarks.forwarder.KinesisEndpoint;
import io.raygate.benchmarks.sending.Load;
import io.raygate.benchmarks.sending.SenderProcess;
import io.raygate.benchmarks.stack.Cores;
import io.raygate.benchmarks.stack.ProgramProcess;
import io.raygate.benchmarks.stack.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a forwarder did with one load, before an endpoint that takes everything at once.
 *
 * @param sentPerSecond that the sender reached
 * @param receivedPercent of what was sent, the rest dropped by the kernel at the socket
 * @param cpuMicros of the whole process for each document received
 * @param streamBytes on the stream for each document received
 * @param residentMib at the end
 */
record NodePoint(
        double sentPerSecond, double receivedPercent, double cpuMicros, double streamBytes, double residentMib) {

    /** Longer than a block or a call waits. */
    private static final Duration AFTER = Duration.ofMillis(1_500);

    /** A sender that reaches less of the rate than this measures another rate. */
    private static final double LEAST_OF_RATE = 0.95;

    static NodePoint measure(ProgramProcess process, KinesisEndpoint sink, Cores cores, Load.Shape shape, Duration time)
            throws IOException {
        sink.clear();
        long cpuBefore = process.usage().scheduledNanos();
        long dropsBefore = process.socket().drops().orElse(0);
        SenderProcess.Sent sent = SenderProcess.run(cores, process.place().port(), shape, time);
        Waiting.pause(AFTER);
        double received = sent.documents() - (process.socket().drops().orElse(0) - dropsBefore);
        long bytes = sink.puts().stream().mapToLong(put -> put.frame().length).sum();
        sink.clear();
        return new NodePoint(
                sent.perSecond(),
                100 * received / sent.documents(),
                (process.usage().scheduledNanos() - cpuBefore) / 1e3 / received,
                bytes / received,
                process.usage().memory().resident());
    }

    /** Why it says nothing about this rate; empty where it does. */
    Optional<String> problem(int asked) {
        return sentPerSecond >= LEAST_OF_RATE * asked
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "the sender reached %,.0f/s", sentPerSecond));
    }
}
