// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.block.SealedBlock;
import java.util.Optional;

/** A block in memory that has no file yet. */
record UnwrittenBlock(SpoolEntry entry, SealedBlock block) {

    /** Empty where it is not in memory. */
    static Optional<UnwrittenBlock> of(SpoolEntry entry) {
        return Optional.ofNullable(entry.block).map(block -> new UnwrittenBlock(entry, block));
    }
}
