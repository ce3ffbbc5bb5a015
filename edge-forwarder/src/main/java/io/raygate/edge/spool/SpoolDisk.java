// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import io.raygate.edge.spool.SpoolConfig.FsyncPolicy;
import io.raygate.edge.spool.SpoolFile.StoredBlock;
import io.raygate.edge.spool.SpoolFile.UnreadableFileException;
import io.raygate.edge.tenant.Tenant;
import java.io.IOException;
import java.util.List;

/**
 * The files of a spool. Every operation may fail and be tried again. {@link #open()}, {@link #write}, {@link #probe()}
 * and {@link #sync()} are called by one thread at a time; {@link #read}, {@link #delete} and {@link #setAside} by any.
 */
interface SpoolDisk extends AutoCloseable {

    /**
     * Takes possession of the files and lists what was left there; once that has succeeded, does nothing more, unless
     * somebody has put another place for files where the first one was.
     *
     * @return the oldest first
     * @throws IllegalArgumentException where another process has them
     */
    List<StoredBlock> open() throws IOException;

    /** Writes a tenant's block so that it is there whole or not at all. */
    StoredBlock write(Tenant tenant, SealedBlock block) throws IOException;

    /**
     * Reads a block.
     *
     * @throws UnreadableFileException where the file is damaged or gone
     */
    SealedBlock read(StoredBlock file) throws IOException;

    /** Removes a block; nothing happens where it is gone. */
    void delete(StoredBlock file) throws IOException;

    /** Keeps a damaged file for people to look at. */
    void setAside(StoredBlock file) throws IOException;

    /** Fails where nothing can be written. */
    void probe() throws IOException;

    /** Does what the {@link FsyncPolicy} asks for. */
    void sync() throws IOException;

    /** Gives the files back. */
    @Override
    void close();

    /** What came of reading a spool file. */
    sealed interface DiskRead {

        record Found(SealedBlock block) implements DiskRead {}

        /** The file is damaged or gone, and out of the way. */
        record Unreadable() implements DiskRead {}

        /** The file was not read: no stream takes what it holds. It is out of the way. */
        record Unsendable() implements DiskRead {}

        /** The disk did not answer; the file may be sound. */
        record Failed() implements DiskRead {}
    }
}
