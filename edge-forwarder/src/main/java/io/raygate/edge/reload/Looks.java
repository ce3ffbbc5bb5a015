// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.reload;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The looks at one file, one after the other, each on a thread of its own. One thread says when. */
final class Looks {

    private final Reloaded<?> file;
    private final Duration readTimeout;
    private @Nullable Thread look;
    private long begunNanos;

    Looks(Reloaded<?> file, Duration readTimeout) {
        this.file = file;
        this.readTimeout = readTimeout;
    }

    /** Begins the next look; where the one before has not ended for too long, the file counts as one that cannot be read. */
    void next() {
        if (look == null || !look.isAlive()) {
            begunNanos = System.nanoTime();
            look = Thread.ofPlatform().daemon().name("reload-look").start(file::look);
            return;
        }
        if (System.nanoTime() - begunNanos > readTimeout.toNanos()) {
            file.hang(tooLong(readTimeout));
        }
    }

    /** What is said of a file that hangs. */
    static String tooLong(Duration readTimeout) {
        return "a read takes longer than " + readTimeout.toMillis() + " ms (raygate.reload.read-timeout)";
    }
}
