// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

/**
 * What a spool holds.
 *
 * @param memoryBytes frames in memory, those that are on disk too included
 * @param diskBytes files
 * @param memoryDocuments documents that are in memory only
 * @param diskDocuments documents that are on disk
 */
public record SpoolUsage(long memoryBytes, long diskBytes, long memoryDocuments, long diskDocuments) {

    static final SpoolUsage NOTHING = new SpoolUsage(0, 0, 0, 0);

    SpoolUsage plusMemory(int bytes, int documents) {
        return new SpoolUsage(memoryBytes + bytes, diskBytes, memoryDocuments + documents, diskDocuments);
    }

    SpoolUsage minusMemory(int bytes, int documents) {
        return plusMemory(-bytes, -documents);
    }

    SpoolUsage plusDisk(StoredBlock file) {
        return new SpoolUsage(
                memoryBytes, diskBytes + file.fileBytes(), memoryDocuments, diskDocuments + file.documents());
    }

    SpoolUsage minusDisk(StoredBlock file) {
        return new SpoolUsage(
                memoryBytes, diskBytes - file.fileBytes(), memoryDocuments, diskDocuments - file.documents());
    }

    /** The block's memory is still taken until it is released. */
    SpoolUsage moveToDisk(StoredBlock file) {
        return plusDisk(file).minusMemory(0, file.documents());
    }
}
