// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.report;

import java.io.PrintStream;
import java.util.Locale;

/** Says what is being measured, and since when, on standard error: the tables alone go to standard output. */
public final class Progress {

    private final PrintStream out;
    private final long beginNanos = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** One line. */
    public void say(String sentence) {
        long seconds = (System.nanoTime() - beginNanos) / 1_000_000_000;
        out.printf(Locale.ROOT, "[%d:%02d] %s%n", seconds / 60, seconds % 60, sentence);
    }
}
