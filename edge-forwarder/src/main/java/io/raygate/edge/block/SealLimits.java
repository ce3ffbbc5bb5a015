// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

import java.time.Duration;

/**
 * When a block is sealed.
 *
 * @param maxDocuments at least 1
 * @param lingerNanos age of the first document until which any block stays open
 * @param maxLingerNanos age of the first document at which a block that is nearly full is sealed
 * @param maxFrameBytes size of the frame which a block of several documents should not exceed
 */
record SealLimits(int maxDocuments, long lingerNanos, long maxLingerNanos, int maxFrameBytes) {

    /** Smallest block content which holds the largest datagram, its sender and the origin. */
    static final int MIN_CONTENT_BYTES = 80 * 1024;

    /**
     * A document from this size on gets a block of its own: what it compresses to says nothing of the others, and theirs
     * nothing of it.
     */
    static final int LARGE_DOCUMENT_BYTES = 48 * 1024;

    /** Partition keys count towards a record: PutRecordsRequestEntry, API reference, read 2026-11-22. */
    private static final int PARTITION_KEY_BYTES = 32;

    /** 1 MiB, data and partition key together: PutRecordsRequestEntry, API reference, read 2026-11-22. */
    private static final int MAX_RECORD_BYTES = 1_048_576;

    /**
     * Origin, sender and what frames them; in a record also the partition key, and the 1/256 by which content that does
     * not compress grows: Zstandard's ZSTD_compressBound.
     */
    private static final int RESERVED_BYTES = MIN_CONTENT_BYTES - 64 * 1024;

    /**
     * Limits for records of a size.
     *
     * @param recordBytes data and partition key
     */
    static SealLimits ofRecords(long recordBytes, int maxDocuments, Duration linger, Duration maxLinger) {
        return new SealLimits(
                maxDocuments, linger.toNanos(), maxLinger.toNanos(), (int) recordBytes - PARTITION_KEY_BYTES);
    }

    /**
     * How old a block becomes that is full to this share: in proportion, so that a block which fills at a steady pace stays
     * open until it is full where it can be within the longest time, and leaves as soon as that is out of reach.
     *
     * @param documents in the block
     * @param frameBytes estimated
     * @return nanoseconds from its first document on
     */
    long lingerNanos(int documents, int frameBytes) {
        double full = Math.max(documents / (double) maxDocuments, frameBytes / (double) maxFrameBytes);
        return Math.max(lingerNanos, (long) (maxLingerNanos * Math.min(1, full)));
    }

    /** Largest document that a block of this content can hold, and a record this block. */
    static int maxDocumentBytes(int maxContentBytes) {
        return Math.min(maxContentBytes, MAX_RECORD_BYTES) - RESERVED_BYTES;
    }
}
