// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;

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
