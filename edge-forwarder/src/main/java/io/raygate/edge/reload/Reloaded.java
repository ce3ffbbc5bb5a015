// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.reload;

import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The value that a mounted file holds. An update that cannot be used changes nothing but a counter: the last good value
 * stays. {@link #current()} is one volatile read; one thread looks at a time.
 */
public final class Reloaded<T> {

    private static final Logger LOG = Logger.getLogger(Reloaded.class);

    private final String key;
    private final MountedFile file;
    private final Parser<T> parser;
    private volatile T current;
    private volatile long loads = 1;
    private final AtomicLong refusals = new AtomicLong();
    private volatile boolean stale;
    private volatile boolean hangs;

    private Reloaded(String key, MountedFile file, Parser<T> parser, T first) {
        this.key = key;
        this.file = file;
        this.parser = parser;
        this.current = first;
    }

    /**
     * Reads the file for the first time.
     *
     * @param key the configuration key that names the file, for messages
     * @throws IllegalArgumentException naming key, file and problem where there is no usable content
     */
    public static <T> Reloaded<T> open(String key, MountedFile file, Parser<T> parser) {
        try {
            return switch (file.look()) {
                case MountedFile.Changed(byte[] content) -> new Reloaded<>(key, file, parser, parser.parse(content));
                case MountedFile.Unreadable(String problem) -> throw new IllegalArgumentException(problem);
                case MountedFile.Unchanged _ -> throw new IllegalArgumentException("it was read before");
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + file.path() + ": " + e.getMessage(), e);
        }
    }

    /** The last good value. */
    public T current() {
        return current;
    }

    /** Contents that came into use, the first included. */
    public long loads() {
        return loads;
    }

    /** Updates that could not be used. */
    public long refusals() {
        return refusals.get();
    }

    /** True while the file holds something that cannot be used, or cannot be read. */
    public boolean isStale() {
        return stale || hangs;
    }

    String key() {
        return key;
    }

    /** Looks at the file, and takes over what it holds now. Says one WARN for each update that cannot be used. */
    public void look() {
        switch (file.look()) {
            case MountedFile.Unchanged _ -> {}
            case MountedFile.Changed(byte[] content) -> take(content);
            case MountedFile.Unreadable(String problem) -> refuse(problem);
        }
        hangs = false;
    }

    /** The look under way does not end; said once, until it has ended. */
    void hang(String problem) {
        if (!hangs) {
            hangs = true;
            refusals.incrementAndGet();
            tell(problem);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread looks
    private void take(byte[] content) {
        try {
            current = parser.parse(content);
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
            return;
        } catch (RuntimeException e) {
            // a bug of one parser must not end the looks at all other files
            refuse("it cannot be used: " + e.getClass().getSimpleName());
            return;
        }
        loads++;
        stale = false;
        LOG.infof("Reloaded %s: file=%s", key, file.path());
    }

    private void refuse(String problem) {
        refusals.incrementAndGet();
        stale = true;
        tell(problem);
    }

    private void tell(String problem) {
        LOG.warnf("%s: %s: %s; what was read before stays in use", key, file.path(), problem);
    }

    /** Makes a value of the content of a file. */
    @FunctionalInterface
    public interface Parser<T> {

        /**
         * Reads a whole content.
         *
         * @throws IllegalArgumentException with one line that names key, value and remedy
         */
        T parse(byte[] content);
    }
}
