// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it;

/** A program that decides with an X-Ray SDK whether to sample, again and again. */
public interface SamplingClient extends AutoCloseable {

    /** What was decided by the rules of the forwarder up to now. */
    Decisions decisions();

    @Override
    void close();

    /**
     * Counts of decisions.
     *
     * @param atNanos when they were read, by {@link System#nanoTime()}
     */
    record Decisions(long requests, long sampled, long atNanos) {

        Decisions since(Decisions before) {
            return new Decisions(requests - before.requests, sampled - before.sampled, atNanos - before.atNanos);
        }

        double seconds() {
            return atNanos / 1e9;
        }
    }
}
