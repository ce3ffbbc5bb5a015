// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.raygate.gateway.decode.ReceivedDocument;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Puts documents into the order in which they are sent, and cuts them into batches. */
@Singleton
public class Batcher {

    /** "Exceeding maximum segment count: 50" is what X-Ray answers beyond that; seen 2023, not in the API model. */
    static final int MAX_DOCUMENTS = 50;

    private final int maxDocuments;
    private final long maxBytes;

    @Inject
    Batcher(BatchConfig config) {
        this(config.maxDocuments(), config.maxSize().asLongValue());
    }

    Batcher(int maxDocuments, long maxBytes) {
        if (maxDocuments < 1 || maxDocuments > MAX_DOCUMENTS) {
            throw new IllegalArgumentException(
                    "raygate.batch.max-documents: " + maxDocuments + " is out of range; write 1 to " + MAX_DOCUMENTS);
        }
        this.maxDocuments = maxDocuments;
        this.maxBytes = maxBytes;
    }

    /** Every document is in exactly one batch. */
    public List<Batch> batch(List<ReceivedDocument> documents) {
        List<Batch> batches = new ArrayList<>();
        List<ReceivedDocument> open = new ArrayList<>();
        long openBytes = 0;
        for (ReceivedDocument next : SendOrder.of(documents)) {
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
}
