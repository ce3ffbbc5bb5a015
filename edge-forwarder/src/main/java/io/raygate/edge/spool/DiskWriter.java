// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.spool.BlockSpool.SpoolUsage;
import io.raygate.edge.spool.SpoolDisk.DiskRead;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import io.raygate.edge.spool.SpoolFile.UnreadableFileException;
import io.raygate.edge.spool.SpoolState.UnwrittenBlock;
import io.raygate.edge.tenant.Tenant;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The disk side of a spool: a thread that writes blocks, and reads and deletes on the threads of others. A disk that
 * fails is left alone but for one attempt every {@link SpoolLimits#retryInterval()}; meanwhile the spool works in
 * memory, and what can still be read is read.
 */
final class DiskWriter implements Runnable {

    private static final Logger LOG = Logger.getLogger(DiskWriter.class);

    /** Between two looks for room where all files are leased. */
    private static final long ROOM_WAIT_MILLIS = 50;

    private final SpoolState spool;
    private final SpoolDisk disk;
    private final DiskHealth health;
    private final SpoolLimits limits;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Files of settled blocks which the disk did not delete; no more than it holds. */
    private final Queue<StoredBlock> undeleted = new ConcurrentLinkedQueue<>();

    private long syncedAtNanos = System.nanoTime();

    DiskWriter(SpoolState spool, SpoolDisk disk, DiskHealth health, SpoolLimits limits) {
        this.spool = spool;
        this.disk = disk;
        this.health = health;
        this.limits = limits;
        this.thread = Thread.ofPlatform().daemon().name("spool").unstarted(this);
    }

    /**
     * Opens the disk and starts to write.
     *
     * @throws IllegalArgumentException where another process uses the directory
     */
    void start() {
        open();
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    boolean isUp() {
        return health.isUp();
    }

    boolean canRead() {
        return health.isReadable();
    }

    /** Reads a block that the caller has leased. A file that is damaged, or that no stream takes, is set aside. */
    DiskRead read(StoredBlock file) {
        if (file.frameBytes() > SpoolLimits.MAX_FRAME_BYTES) {
            setAside(file);
            return new DiskRead.Unsendable();
        }
        try {
            return new DiskRead.Found(disk.read(file));
        } catch (UnreadableFileException _) {
            setAside(file);
            return new DiskRead.Unreadable();
        } catch (IOException e) {
            health.cannotRead(e);
            return new DiskRead.Failed();
        }
    }

    /** Deletes files of settled blocks; what cannot be deleted now is tried again later. */
    void delete(List<StoredBlock> files) {
        for (StoredBlock file : files) {
            try {
                disk.delete(file);
            } catch (IOException e) {
                undeleted.add(file);
                health.cannotWrite("delete", e);
            }
        }
    }

    /**
     * Has the thread write what is in memory only, let go of the disk, and end. A disk that hangs is left alone with it.
     *
     * @param patience longest wait
     */
    void close(Duration patience) throws InterruptedException {
        closing.countDown();
        spool.endWaiting();
        if (thread.getState() == Thread.State.NEW || thread.join(patience)) {
            return;
        }
        LOG.warnf(
                "The spool directory does not answer; blocks that are not on it are dropped: waitedMillis=%d",
                patience.toMillis());
        thread.interrupt();
    }

    @Override
    public void run() {
        try {
            while (closing.getCount() > 0) {
                step();
            }
            writeTheRest();
        } catch (InterruptedException _) {
            // given up by close
        } finally {
            disk.close();
        }
    }

    private void step() throws InterruptedException {
        try {
            if (!health.isUp()) {
                retry();
                return;
            }
            writeNext();
            syncWhenDue();
        } catch (RuntimeException e) {
            // a bug, or a file system with exceptions of its own: tried again as after any other failure
            health.cannotWrite("use", e);
        }
    }

    private void writeTheRest() {
        Optional<UnwrittenBlock> left = spool.oldestUnwritten();
        while (left.isPresent() && health.isWritable() && write(left.get())) {
            left = spool.oldestUnwritten();
        }
        sync();
    }

    private void retry() throws InterruptedException {
        if (closing.await(limits.retryInterval().toNanos(), TimeUnit.NANOSECONDS)) {
            return;
        }
        try {
            open();
        } catch (IllegalArgumentException e) {
            health.cannotWrite("lock", e);
        }
    }

    private void open() {
        try {
            spool.replay(disk.open()).forEach(DiskWriter::warnOf);
            health.canRead();
            disk.probe();
            deleteAgain();
            health.canReadAndWrite();
        } catch (IOException e) {
            health.cannotWrite("open", e);
        }
        spool.wakeUp();
    }

    private static void warnOf(Tenant tenant, SpoolUsage left) {
        LOG.warnf(
                "Blocks of a team that is not configured stay on disk until it is: tenant=%s, documents=%d, bytes=%d",
                tenant.label(), left.diskDocuments(), left.diskBytes());
    }

    private void deleteAgain() throws IOException {
        for (StoredBlock file = undeleted.peek(); file != null; file = undeleted.peek()) {
            disk.delete(file);
            undeleted.remove(file);
        }
    }

    private void writeNext() throws InterruptedException {
        Optional<UnwrittenBlock> next = spool.awaitUnwritten(nanosUntilSync());
        if (next.isPresent() && closing.getCount() > 0 && !write(next.get())) {
            closing.await(ROOM_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean write(UnwrittenBlock unwritten) {
        SealedBlock block = unwritten.block();
        List<StoredBlock> dropped = new ArrayList<>();
        boolean hasRoom = spool.makeDiskRoom(SpoolFile.MAX_HEAD_BYTES + (long) block.frame().length, dropped);
        delete(dropped);
        if (!hasRoom) {
            return false;
        }
        try {
            StoredBlock file = disk.write(unwritten.entry().tenant(), block);
            if (!spool.stored(unwritten.entry(), file)) {
                delete(List.of(file));
            }
            return true;
        } catch (IOException e) {
            health.cannotWrite("write", e);
            return false;
        }
    }

    private void syncWhenDue() {
        if (nanosUntilSync() <= 0) {
            sync();
            syncedAtNanos = System.nanoTime();
        }
    }

    private long nanosUntilSync() {
        return limits.syncInterval().toNanos() - (System.nanoTime() - syncedAtNanos);
    }

    private void sync() {
        try {
            disk.sync();
        } catch (IOException e) {
            health.cannotWrite("fsync", e);
        }
    }

    /** Keeps the file of a settled block for people to look at. */
    void setAside(StoredBlock file) {
        try {
            disk.setAside(file);
        } catch (IOException e) {
            undeleted.add(file);
            health.cannotWrite("set aside", e);
        }
    }
}
