// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.edge.spool.SpoolFile.StoredBlock;
import io.raygate.edge.spool.SpoolFile.UnreadableFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What a process before this one has left in the directory. Only the heads are read; a damaged frame shows when it is
 * its turn. A file that was being written when the process died is taken where it is whole, else deleted: nothing in
 * it was ever counted as spooled. Files with other names stay untouched.
 *
 * @param blocks the oldest first
 * @param nextNumber above every number in use
 */
record DirectoryScan(List<StoredBlock> blocks, long nextNumber) {

    private static final Logger LOG = Logger.getLogger(DirectoryScan.class);

    /** A million blocks a second take 73,000 years to it. */
    private static final long MAX_NUMBER = Long.MAX_VALUE / 4;

    DirectoryScan {
        blocks = List.copyOf(blocks);
    }

    static DirectoryScan of(Path directory, SetAside setAside) throws IOException {
        List<StoredBlock> blocks = new ArrayList<>();
        long lastNumber = 0;
        int foreign = 0;
        for (Path file : SpoolFiles.in(directory)) {
            boolean isNumbered = FileNames.isTemporary(file) || FileNames.isWhole(file);
            lastNumber = Math.max(lastNumber, isNumbered ? numberToCountFrom(file) : 0);
            if (!isNumbered || !Files.isRegularFile(file) || !Files.isReadable(file)) {
                foreign += isOurs(file) ? 0 : 1;
            } else if (FileNames.isTemporary(file)) {
                finishOrDelete(file, blocks);
            } else {
                takeOrSetAside(file, blocks, setAside);
            }
        }
        if (foreign > 0) {
            LOG.warnf(
                    "The spool directory holds files that are not the spool's: directory=%s, count=%d",
                    directory, foreign);
        }
        for (Path file : setAside.files()) {
            lastNumber = Math.max(lastNumber, FileNames.isWhole(file) ? numberToCountFrom(file) : 0);
        }
        return renumbered(directory, blocks, lastNumber + 1);
    }

    /** 0 for a number that no forwarder has come to: counting on from it would soon leave no number. */
    private static long numberToCountFrom(Path file) {
        long number = FileNames.number(file);
        return number > MAX_NUMBER ? 0 : number;
    }

    /** Gives files with numbers like that new ones: these come last, since their age is unknown. */
    private static DirectoryScan renumbered(Path directory, List<StoredBlock> blocks, long firstFree)
            throws IOException {
        List<StoredBlock> numbered = new ArrayList<>();
        long next = firstFree;
        for (StoredBlock block : blocks) {
            if (block.number() <= MAX_NUMBER) {
                numbered.add(block);
                continue;
            }
            long number = next++;
            Files.move(
                    directory.resolve(FileNames.whole(block.tenant(), block.number())),
                    directory.resolve(FileNames.whole(block.tenant(), number)),
                    StandardCopyOption.ATOMIC_MOVE);
            numbered.add(
                    new StoredBlock(block.tenant(), number, block.contents(), block.frameBytes(), block.fileBytes()));
        }
        return new DirectoryScan(numbered, next);
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.equals(DirectoryLock.FILE_NAME) || name.equals(SetAside.NAME) || name.equals(SpoolDirectory.PROBE);
    }

    private static void takeOrSetAside(Path file, List<StoredBlock> blocks, SetAside setAside) throws IOException {
        try {
            blocks.add(stored(file, head(file)));
        } catch (UnreadableFileException e) {
            LOG.warnf("Setting aside a spool file that cannot be read: file=%s, message=%s", file, e.getMessage());
            setAside.take(file);
        }
    }

    private static void finishOrDelete(Path file, List<StoredBlock> blocks) throws IOException {
        try {
            SpoolFile head = head(file);
            if (Files.size(file) == head.fileBytes()) {
                Path whole = file.resolveSibling(FileNames.whole(FileNames.tenant(file), FileNames.number(file)));
                Files.move(file, whole, StandardCopyOption.ATOMIC_MOVE);
                blocks.add(stored(whole, head));
                return;
            }
        } catch (UnreadableFileException e) {
            LOG.debugf("Unfinished: file=%s, message=%s", file, e.getMessage());
        }
        Files.delete(file);
    }

    private static StoredBlock stored(Path file, SpoolFile head) throws IOException {
        return new StoredBlock(
                FileNames.tenant(file), FileNames.number(file), head.contents(), head.frameBytes(), Files.size(file));
    }

    private static SpoolFile head(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(SpoolFile.MAX_HEAD_BYTES);
            while (head.hasRemaining() && channel.read(head) >= 0) {
                // a regular file is read in one go but for rare interruptions
            }
            return SpoolFile.parse(head.flip());
        }
    }
}
