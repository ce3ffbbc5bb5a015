// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.edge.spool.SpoolConfig.SpoolMode;
import java.time.Duration;

/**
 * The bounds of a spool.
 *
 * @param maxMemoryBytes of frames in memory
 * @param maxDiskBytes of files
 * @param retryInterval between two attempts on a disk that has failed
 * @param syncInterval between two times that the disk is told to {@link SpoolDisk#sync()}
 */
record SpoolLimits(
        SpoolMode mode, long maxMemoryBytes, long maxDiskBytes, Duration retryInterval, Duration syncInterval) {

    /**
     * Bytes of the largest record that a stream can be made to take: PutRecordsRequestEntry, Data, Kinesis API reference,
     * read 2026-11-27. A file that claims more is never read into memory.
     */
    static final int MAX_FRAME_BYTES = 10 * 1024 * 1024;

    static SpoolLimits of(SpoolConfig config) {
        return new SpoolLimits(
                config.mode(),
                config.maxMemory().asLongValue(),
                config.maxDisk().asLongValue(),
                config.retryInterval(),
                config.fsyncInterval());
    }

    /** Memory above which blocks go to disk: the rest takes what comes while the disk is at work. */
    long spillAboveBytes() {
        return maxMemoryBytes / 4 * 3;
    }
}
