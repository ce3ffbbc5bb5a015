// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The newest descriptions of discarded batches, bounded. Thread-safe. */
final class FailureDestination {

    private static final Logger LOG = Logger.getLogger(FailureDestination.class);

    private final int maxEntries;
    private final Deque<DiscardedBatch> newest = new ArrayDeque<>();

    FailureDestination(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    synchronized void add(DiscardedBatch discarded) {
        LOG.warnf("Discarded records: condition=%s, batch=%s", discarded.condition(), discarded.batchInfo());
        newest.addLast(discarded);
        if (newest.size() > maxEntries) {
            newest.removeFirst();
        }
    }

    synchronized List<Map<String, Object>> status(String functionArn) {
        return newest.stream().map(discarded -> discarded.status(functionArn)).toList();
    }
}
