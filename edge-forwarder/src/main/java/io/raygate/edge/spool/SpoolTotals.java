// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spool;

import io.raygate.edge.spool.BlockSpool.SpoolUsage;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** What the queues of a spool hold together. Guarded by the lock of the spool. */
final class SpoolTotals {

    /** In memory only, waiting or leased, the oldest first, whoever's they are. */
    final SequencedSet<SpoolEntry> unwritten = new LinkedHashSet<>();

    SpoolUsage usage = SpoolUsage.NOTHING;

    /** The oldest without a file. */
    Optional<SpoolEntry> oldestUnwritten() {
        return first(unwritten);
    }

    /** The oldest without a file that is not leased; linear in the number of leased ones. */
    Optional<SpoolEntry> oldestUnwrittenWaiting() {
        return unwritten.stream().filter(entry -> entry.queue.isWaiting(entry)).findFirst();
    }

    static Optional<SpoolEntry> first(SequencedSet<SpoolEntry> entries) {
        @Nullable SpoolEntry first = entries.isEmpty() ? null : entries.getFirst();
        return Optional.ofNullable(first);
    }
}
