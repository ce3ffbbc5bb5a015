// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.cli.build;

import io.raygate.cli.Console;
import io.raygate.cli.Home;
import io.raygate.cli.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Held while Maven builds in a home: two builds would write the same files, and break each other. The system releases it
 * however the process ends.
 */
public record BuildLock(FileChannel file) implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /**
     * Waits until no other process builds in {@code home}.
     *
     * @throws io.raygate.cli.process.Signalled where a signal comes first
     */
    static BuildLock await(Home home, Console console, Signals signals) {
        try {
            Path path = Files.createDirectories(home.work()).resolve("build.lock");
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            long begin = System.nanoTime();
            while (!isOurs(file)) {
                signals.check();
                console.progress("waiting for another build", Duration.ofNanos(System.nanoTime() - begin));
                signals.await(LOOK_AGAIN);
            }
            return new BuildLock(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // another thread of this process has it
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
