// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether the disk is of use, as its last operation told. One line says that it is not, another that it is again; a disk
 * that comes and goes gets one pair a minute. Thread-safe.
 */
final class DiskHealth {

    private static final Logger LOG = Logger.getLogger(DiskHealth.class);
    private static final long WARN_AGAIN_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean readable;
    private volatile boolean writable;
    private boolean reported;
    private @Nullable Long warnedAtNanos;

    /** Neither readable nor writable at first. */
    DiskHealth(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean isReadable() {
        return readable;
    }

    boolean isWritable() {
        return writable;
    }

    /** True where the disk does all it should. */
    boolean isUp() {
        return readable && writable;
    }

    long failures() {
        return failures.get();
    }

    /** What is there can be taken in, be it the last thing that this disk does. */
    void canRead() {
        readable = true;
    }

    synchronized void canReadAndWrite() {
        readable = true;
        writable = true;
        if (reported) {
            LOG.info("The spool directory is in use again");
        }
        reported = false;
    }

    void cannotRead(Exception failure) {
        readable = false;
        failed("read", failure);
    }

    /**
     * @param operation that has failed, for the log
     */
    void cannotWrite(String operation, Exception failure) {
        writable = false;
        failed(operation, failure);
    }

    private synchronized void failed(String operation, Exception failure) {
        failures.incrementAndGet();
        long now = nanoTime.getAsLong();
        boolean justWarned = warnedAtNanos != null && now - warnedAtNanos < WARN_AGAIN_AFTER_NANOS;
        if (reported || justWarned) {
            return;
        }
        reported = true;
        warnedAtNanos = now;
        LOG.warnf(
                "Cannot use the spool directory; blocks stay in memory: operation=%s, message=%s",
                operation, describe(failure));
    }

    /** Messages of file system exceptions are often the file's name alone. */
    private static String describe(Exception failure) {
        return failure instanceof IOException
                ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }
}
