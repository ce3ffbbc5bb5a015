// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.block;

/**
 * When a block is sealed.
 *
 * @param maxDocuments at least 1
 * @param lingerNanos  age of the first document at which the block is sealed
 */
record SealLimits(int maxDocuments, long lingerNanos) {

    /** Smallest block content which holds the largest datagram, its sender and the origin. */
    static final int MIN_CONTENT_BYTES = 80 * 1024;

    SealLimits {
        if (maxDocuments < 1) {
            throw new IllegalArgumentException(
                    "raygate.block.max-documents: " + maxDocuments + " is out of range; write at least 1");
        }
    }
}
