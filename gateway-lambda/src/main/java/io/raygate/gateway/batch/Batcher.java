// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.raygate.gateway.decode.ReceivedDocument;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts documents into the order in which they are sent, and cuts them into batches. */
@Singleton
public class Batcher {

    private final int maxDocuments;
    private final long maxBytes;

    @Inject
    Batcher(BatchConfig config) {
        this(config.maxDocuments(), config.maxSize().asLongValue());
    }

    Batcher(int maxDocuments, long maxBytes) {
        this.maxDocuments = maxDocuments;
        this.maxBytes = maxBytes;
    }

    /** Batches in the order in which they are sent; every document is in exactly one. */
    public List<Batch> batch(List<ReceivedDocument> documents) {
        List<Batch> batches = new ArrayList<>();
        List<ReceivedDocument> open = new ArrayList<>();
        long openBytes = 0;
        for (ReceivedDocument next : inOrder(documents)) {
            int nextBytes = next.document().length();
            if (open.size() == maxDocuments || (!open.isEmpty() && openBytes + nextBytes > maxBytes)) {
                batches.add(new Batch(open));
                open.clear();
                openBytes = 0;
            }
            open.add(next);
            openBytes += nextBytes;
        }
        if (!open.isEmpty()) {
            batches.add(new Batch(open));
        }
        return batches;
    }

    /**
     * The documents of the first record, then those that tell of a failure, then the others: X-Ray may throttle, and the
     * time may end before the last. The first record leads so that an event too large for one invocation still advances by
     * a record each time, however many failures it holds. Within each group, the order of the records stays.
     */
    static List<ReceivedDocument> inOrder(List<ReceivedDocument> documents) {
        int firstRecord =
                documents.stream().mapToInt(ReceivedDocument::recordIndex).min().orElse(0);
        return documents.stream()
                .sorted(Comparator.comparingInt(document -> rank(document, firstRecord)))
                .toList();
    }

    /** The group that a document is in; the lowest is sent first. */
    static int rank(ReceivedDocument document, int firstRecord) {
        if (document.recordIndex() == firstRecord) {
            return 0;
        }
        return document.failed() ? 1 : 2;
    }
}
