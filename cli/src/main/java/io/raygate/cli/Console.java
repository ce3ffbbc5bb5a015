// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a verb says: results on standard output, complaints on standard error. A terminal that has gone keeps nobody from
 * going on: what cannot be written is dropped. Not thread-safe.
 */
public final class Console {

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int LOG_TAIL_LINES = 30;

    /** How often an unfinished wait is told where lines cannot be rewritten. */
    private static final int TELL_EVERY_SECONDS = 10;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private String lastLine = "";
    private long toldSeconds;

    /**
     * @param terminal whether lines of {@code out} can be rewritten
     */
    public Console(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** That of this process, in UTF-8. */
    static Console ofProcess() {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        return new Console(utf8(FileDescriptor.out), utf8(FileDescriptor.err), terminal);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Where results go. */
    public PrintStream out() {
        return out;
    }

    /** Where complaints go. */
    public PrintStream err() {
        return err;
    }

    /** Whether results go to a terminal. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Prints a line of the result. */
    public void say(String line) {
        out.println(line);
    }

    /** Prints one line about what is wrong. */
    public void complain(String message) {
        err.println("raygate: " + message);
    }

    /** Shows the end of a log, between two marks. */
    public void showEnd(Path log) {
        err.println("--- last lines of " + log);
        try {
            new LogFile(log).last(LOG_TAIL_LINES).forEach(err::println);
        } catch (IOException e) {
            err.println("(cannot be read: " + e.getMessage() + ")");
        }
        err.println("---");
    }

    /** A line that grows older: rewritten on a terminal, elsewhere a new one every ten seconds. */
    public void progress(String text, Duration age) {
        long seconds = age.toSeconds();
        String line = "  %-42s %3d s".formatted(text, seconds);
        if (terminal && !line.equals(lastLine)) {
            out.print(CLEAR_LINE + line);
            out.flush();
            lastLine = line;
        } else if (!terminal && seconds >= toldSeconds + TELL_EVERY_SECONDS) {
            say(line);
            toldSeconds = seconds;
        }
    }

    /** Ends what {@link #progress} has begun. */
    public void progressEnd(String line) {
        out.println(terminal ? CLEAR_LINE + line : line);
        lastLine = "";
        toldSeconds = 0;
    }
}
