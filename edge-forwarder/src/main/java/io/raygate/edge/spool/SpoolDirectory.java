// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.spool.SpoolConfig.FsyncPolicy;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import io.raygate.edge.spool.SpoolFile.UnreadableFileException;
import io.raygate.edge.tenant.Tenant;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One file a block in one directory. A block is written under a temporary name and renamed, so a file under its final
 * name was written whole; what power loss or a broken disk made of it since, its checksums tell.
 *
 * <p>Costs an open, a write, a close and a rename for each block, and what {@link FsyncPolicy} adds.
 */
final class SpoolDirectory implements SpoolDisk {

    private static final Logger LOG = Logger.getLogger(SpoolDirectory.class);

    /** More than one block, so that a disk with room for the probe has room for what made it fail. */
    private static final int PROBE_BYTES = 256 * 1024;

    static final String PROBE = "probe.tmp";

    private final Path directory;
    private final FsyncPolicy fsync;
    private final SetAside setAside;
    private final Set<StoredBlock> unsynced = ConcurrentHashMap.newKeySet();
    private @Nullable DirectoryLock lock;
    private @Nullable Object scannedKey;
    private boolean scanned;
    private long nextNumber;

    /**
     * Touches nothing until it is opened.
     *
     * @param maxSetAsideBytes of damaged files that are kept
     * @param onSetAside called for each damaged file
     */
    SpoolDirectory(Path directory, FsyncPolicy fsync, long maxSetAsideBytes, Runnable onSetAside) {
        this.directory = directory;
        this.fsync = fsync;
        this.setAside = new SetAside(directory.resolve(SetAside.NAME), maxSetAsideBytes, onSetAside);
    }

    @Override
    public List<StoredBlock> open() throws IOException {
        letGoOfWhatWasReplaced();
        Files.createDirectories(directory);
        boolean wasOurs = lock != null;
        if (lock == null) {
            lock = DirectoryLock.take(directory);
        }
        Object key = SpoolFiles.key(directory);
        boolean isKnown = scanned && Objects.equals(scannedKey, key);
        if (isKnown && wasOurs) {
            return List.of();
        }
        DirectoryScan scan = DirectoryScan.of(directory, setAside);
        List<StoredBlock> found = isKnown ? writtenByOthers(scan.blocks()) : scan.blocks();
        nextNumber = Math.max(nextNumber, scan.nextNumber());
        scannedKey = key;
        scanned = true;
        return found;
    }

    /**
     * Of a directory that was ours, then another process', and is ours again. What is below our numbers is ours, or is left
     * to the next process.
     */
    private List<StoredBlock> writtenByOthers(List<StoredBlock> blocks) {
        return blocks.stream().filter(block -> block.number() >= nextNumber).toList();
    }

    @Override
    public StoredBlock write(Tenant tenant, SealedBlock block) throws IOException {
        requireLock();
        SpoolFile head = SpoolFile.of(block);
        long number = nextNumber++;
        Path temporary = directory.resolve(FileNames.temporary(tenant, number));
        try {
            write(temporary, head.toHead(), ByteBuffer.wrap(block.frame()));
            Files.move(temporary, directory.resolve(FileNames.whole(tenant, number)), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteAfter(e, temporary);
            throw e;
        }
        StoredBlock stored = new StoredBlock(tenant, number, head.contents(), head.frameBytes(), head.fileBytes());
        syncAfterWrite(stored);
        return stored;
    }

    @Override
    public SealedBlock read(StoredBlock stored) throws IOException {
        // a stream, since a channel would be closed where the reading thread is interrupted
        try (PushbackInputStream bytes =
                new PushbackInputStream(Files.newInputStream(whole(stored)), SpoolFile.MAX_HEAD_BYTES)) {
            byte[] head = bytes.readNBytes(SpoolFile.MAX_HEAD_BYTES);
            SpoolFile file = SpoolFile.parse(ByteBuffer.wrap(head));
            bytes.unread(head, file.headBytes(), head.length - file.headBytes());
            byte[] frame = bytes.readNBytes(file.frameBytes());
            if (frame.length != file.frameBytes() || bytes.read() >= 0) {
                throw new UnreadableFileException("not the size that was written: frame=" + file.frameBytes());
            }
            return file.block(frame);
        } catch (NoSuchFileException _) {
            throw new UnreadableFileException("gone");
        }
    }

    @Override
    public void delete(StoredBlock file) throws IOException {
        unsynced.remove(file);
        Files.deleteIfExists(whole(file));
    }

    @Override
    public void setAside(StoredBlock file) throws IOException {
        unsynced.remove(file);
        if (Files.exists(whole(file))) {
            setAside.take(whole(file));
        }
    }

    @Override
    public void probe() throws IOException {
        Path probe = directory.resolve(PROBE);
        SpoolFiles.requireRegularOrAbsent(probe);
        try {
            write(probe, ByteBuffer.allocate(PROBE_BYTES));
        } catch (IOException e) {
            deleteAfter(e, probe);
            throw e;
        }
        Files.delete(probe);
    }

    @Override
    public void sync() throws IOException {
        if (unsynced.isEmpty()) {
            return;
        }
        for (StoredBlock file : List.copyOf(unsynced)) {
            if (Files.exists(whole(file))) {
                force(whole(file));
            }
            unsynced.remove(file);
        }
        force(directory);
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.warnf(
                    "Cannot close the lock of the spool directory: directory=%s, message=%s",
                    directory, e.getMessage());
        }
    }

    /** The directory was removed or replaced: a lock on the old one does not exclude other processes. */
    private void letGoOfWhatWasReplaced() throws IOException {
        if (lock != null && !lock.isInPlace()) {
            LOG.warnf("The spool directory or its lock was replaced; locking it again: directory=%s", directory);
            DirectoryLock old = lock;
            lock = null;
            old.close();
        }
    }

    private void requireLock() throws IOException {
        if (lock == null || !lock.isInPlace()) {
            throw new IOException("the directory or its lock was replaced: " + directory);
        }
    }

    private void write(Path file, ByteBuffer... parts) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            long left = 0;
            for (ByteBuffer part : parts) {
                left += part.remaining();
            }
            while (left > 0) {
                left -= channel.write(parts);
            }
            if (fsync == FsyncPolicy.BLOCK) {
                channel.force(false);
            }
        }
    }

    private void syncAfterWrite(StoredBlock stored) throws IOException {
        switch (fsync) {
            case NONE -> {}
            case BLOCK -> force(directory);
            case INTERVAL -> unsynced.add(stored);
        }
    }

    /** A directory can be opened and forced on Linux, which makes a rename in it durable. */
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException _) {
            // published and deleted meanwhile
        }
    }

    private static void deleteAfter(IOException failure, Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private Path whole(StoredBlock file) {
        return directory.resolve(FileNames.whole(file.tenant(), file.number()));
    }
}
