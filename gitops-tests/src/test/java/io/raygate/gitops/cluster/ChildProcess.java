// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs as long as the test. It is told to end by a signal, and ends too when its standard input does, so
 * that it does not outlive a test process that was killed.
 */
final class ChildProcess implements Part {

    private static final long STOP_SECONDS = 5;

    /** Ends the program when its own standard input ends, and when it is told to. */
    private static final String GUARD = """
            "$@" </dev/null &
            trap 'kill $! 2>/dev/null; wait' EXIT
            trap 'exit 143' TERM INT
            while read -r; do :; done
            """;

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    static ChildProcess start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start());
    }

    /** The same for a program that does not look at its standard input. */
    static ChildProcess startGuarded(List<String> command, Path log) throws IOException {
        return startGuarded(command, Map.of(), log);
    }

    /** The same, with more environment variables. */
    static ChildProcess startGuarded(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        List<String> guarded = new ArrayList<>(List.of("bash", "-c", GUARD, "guard"));
        guarded.addAll(command);
        return start(guarded, environment, log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
