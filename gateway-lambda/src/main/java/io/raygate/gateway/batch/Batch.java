// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.batch;

import io.raygate.gateway.decode.ReceivedDocument;
import java.util.List;

/** The documents of one call of X-Ray; at least one, all segments or all requests of spans. */
public record Batch(List<ReceivedDocument> documents) {

    public Batch {
        documents = List.copyOf(documents);
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one document");
        }
    }

    /** Whether these are requests of spans. */
    public boolean holdsSpans() {
        return documents.getFirst().holdsSpans();
    }

    /** Spans of these documents. */
    public int spans() {
        return documents.stream().mapToInt(ReceivedDocument::spans).sum();
    }

    /** What the call weighs where a rate is shared: spans, or segments. */
    public int weight() {
        return holdsSpans() ? spans() : documents.size();
    }
}
