// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.receive;

import java.util.List;

/**
 * What one receiver did in one run.
 *
 * @param sentPerSecond what the sender reached, which may be less than it was asked for
 * @param sent datagrams
 * @param lost dropped by the kernel because the receiver was too slow
 * @param cpuNanos processor time of the receiver for a datagram that it took
 */
record Measured(double sentPerSecond, long sent, long lost, double cpuNanos) {

    double lostPercent() {
        return 100.0 * lost / sent;
    }

    double receivedPerSecond() {
        return sentPerSecond * (sent - lost) / sent;
    }

    /** Each column's median by itself. */
    static Measured median(List<Measured> runs) {
        return new Measured(
                middle(runs.stream()
                        .mapToDouble(Measured::sentPerSecond)
                        .sorted()
                        .toArray()),
                (long) middle(runs.stream().mapToDouble(Measured::sent).sorted().toArray()),
                (long) middle(runs.stream().mapToDouble(Measured::lost).sorted().toArray()),
                middle(runs.stream().mapToDouble(Measured::cpuNanos).sorted().toArray()));
    }

    private static double middle(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
