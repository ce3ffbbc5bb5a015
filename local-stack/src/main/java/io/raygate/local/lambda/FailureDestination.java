// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.local.json.UntrustedJson;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Sends descriptions of discarded batches on, and keeps the newest, bounded. Thread-safe. */
final class FailureDestination {

    private static final Logger LOG = Logger.getLogger(FailureDestination.class);

    private static final ObjectMapper JSON = UntrustedJson.json().build();

    private final int maxEntries;
    private final FailureQueue queue;
    private final String functionArn;
    private final Deque<DiscardedBatch> newest = new ArrayDeque<>();

    FailureDestination(int maxEntries, FailureQueue queue, String functionArn) {
        this.maxEntries = maxEntries;
        this.queue = queue;
        this.functionArn = functionArn;
    }

    void add(DiscardedBatch discarded) {
        LOG.warnf("Discarded records: condition=%s, batch=%s", discarded.condition(), discarded.batchInfo());
        try {
            queue.send(JSON.writeValueAsString(discarded.status(functionArn)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of plain values could not be written", e);
        }
        keep(discarded);
    }

    private synchronized void keep(DiscardedBatch discarded) {
        newest.addLast(discarded);
        if (newest.size() > maxEntries) {
            newest.removeFirst();
        }
    }

    synchronized List<Map<String, Object>> status() {
        return newest.stream().map(discarded -> discarded.status(functionArn)).toList();
    }
}
