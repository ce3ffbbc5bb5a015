// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds a directory for one process. The system lets go of it when the process ends, however it ends.
 *
 * @param fileKey by which the system knows the locked file; null where it has no such thing
 */
record DirectoryLock(
        Path file, FileChannel channel, @Nullable Object fileKey) implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DirectoryLock.class);

    static final String FILE_NAME = "lock";

    /**
     * Takes the directory.
     *
     * @throws IllegalArgumentException where another process has it
     * @throws IOException where the lock file cannot be made or locked
     */
    static DirectoryLock take(Path directory) throws IOException {
        Path file = directory.resolve(FILE_NAME);
        SpoolFiles.requireRegularOrAbsent(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                throw new IllegalArgumentException("raygate.spool.directory: " + directory + " is in use by process "
                        + holder(file) + "; stop it, or give each forwarder a directory of its own");
            }
            sign(channel);
            return new DirectoryLock(file, channel, SpoolFiles.key(file));
        } catch (IOException | IllegalArgumentException e) {
            channel.close();
            throw e;
        }
    }

    /** False if the directory, or the file in it, was replaced: then the lock no longer excludes other processes. */
    boolean isInPlace() throws IOException {
        try {
            return Objects.equals(fileKey, SpoolFiles.key(file));
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    /** For the message which another process then gives. On a full disk it is left out: what is spooled must get out. */
    private static void sign(FileChannel channel) {
        String pid = Long.toString(ProcessHandle.current().pid());
        try {
            channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            LOG.debugf("The lock file stays empty: message=%s", e.getMessage());
        }
    }

    private static String holder(Path file) throws IOException {
        String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "(unknown)" : pid;
    }
}
