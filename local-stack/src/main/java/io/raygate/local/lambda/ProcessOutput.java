// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Copies the lines of a process to a sink, each with a prefix, and keeps the last ones. Thread-safe. */
final class ProcessOutput {

    private static final int MAX_KEPT_CHARS = 1_000;

    private final String prefix;
    private final PrintStream sink;
    private final int keptLines;
    private final FunctionBooks books;
    private final Deque<String> last = new ArrayDeque<>();

    ProcessOutput(String prefix, PrintStream sink, int keptLines, FunctionBooks books) {
        this.prefix = prefix;
        this.sink = sink;
        this.keptLines = keptLines;
        this.books = books;
    }

    /** Reads until the process has closed its output. */
    void copy(BufferedReader lines) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sink.println(prefix + line);
                keep(line);
                books.read(line);
            }
        } catch (IOException | UncheckedIOException e) {
            keep("(output ended: " + e.getMessage() + ")");
        }
    }

    private synchronized void keep(String line) {
        last.addLast(line.substring(0, Math.min(line.length(), MAX_KEPT_CHARS)));
        if (last.size() > keptLines) {
            last.removeFirst();
        }
    }

    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }
}
