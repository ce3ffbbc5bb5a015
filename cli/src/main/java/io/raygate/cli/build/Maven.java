// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Console;
import io.raygate.cli.Failure;
import io.raygate.cli.Home;
import io.raygate.cli.LogFile;
import io.raygate.cli.process.Part;
import io.raygate.cli.process.Signalled;
import io.raygate.cli.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs Maven, tells what it does, and stops it with the first signal.
 *
 * @param console where it is told
 */
public record Maven(Home home, Console console, Signals signals) {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Waits until nobody else builds here; until it is closed nobody does. */
    public BuildLock alone() {
        return BuildLock.await(home, console, signals);
    }

    /**
     * Runs it to its end, within {@link #alone()}.
     *
     * @param log takes its output
     * @throws Failure where the build fails
     */
    public void run(Path log, List<String> arguments) {
        long begin = System.nanoTime();
        Part maven = start(log, arguments);
        try {
            await(maven, begin);
        } catch (Signalled signalled) {
            console.progressEnd("  build stopped");
            throw signalled;
        } finally {
            maven.kill();
        }
        if (maven.exitStatus() != 0) {
            console.progressEnd("  build failed after " + since(begin).toSeconds() + " s");
            console.showEnd(log);
            throw Failure.of("the build failed; its log is " + log);
        }
        console.progressEnd("  built in " + since(begin).toSeconds() + " s");
    }

    private Part start(Path log, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                home.root().resolve("mvnw").toString(),
                "-B",
                "-f",
                home.root().resolve("pom.xml").toString()));
        command.addAll(arguments);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("JAVA_HOME", Home.javaHome().toString());
        try {
            Files.createDirectories(log.resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Part.start(new Part.Plan("maven", log, GRACE, environment, command));
    }

    private void await(Part maven, long begin) {
        BuildProgress progress = BuildProgress.BEGIN;
        long position = 0;
        LogFile log = new LogFile(maven.log());
        while (maven.isAlive()) {
            signals.check();
            try {
                LogFile.Added added = log.added(position);
                position = added.end();
                progress = progress.after(added.lines());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            console.progress(progress.text(), since(begin));
            signals.await(LOOK_AGAIN);
        }
    }

    private static Duration since(long beginNanos) {
        return Duration.ofNanos(System.nanoTime() - beginNanos);
    }
}
