// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.SegmentDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trace that still grows. Not thread-safe: {@link SegmentStore} guards it. */
final class StoredTrace {

    private final String id;
    private final long sequence;
    private final boolean indexed;
    private final Map<String, SegmentDocument> documents = new LinkedHashMap<>();
    private int revision;
    private long lastCall;
    private double updatedAt;
    private @Nullable Trace snapshot;

    StoredTrace(String id, long sequence, boolean indexed) {
        this.id = id;
        this.sequence = sequence;
        this.indexed = indexed;
    }

    String id() {
        return id;
    }

    long sequence() {
        return sequence;
    }

    /** Whether queries find it. */
    boolean isIndexed() {
        return indexed;
    }

    @Nullable
    SegmentDocument find(String documentId) {
        return documents.get(documentId);
    }

    /** Returns the document that had the same id, if any. */
    @Nullable
    SegmentDocument put(SegmentDocument document, SegmentStore.Receipt receipt) {
        SegmentDocument replaced = documents.put(document.identity().id(), document);
        revision += receipt.call() == lastCall ? 0 : 1;
        lastCall = receipt.call();
        updatedAt = receipt.at();
        snapshot = null;
        return replaced;
    }

    int size() {
        return documents.size();
    }

    long costBytes() {
        return documents.values().stream().mapToLong(SegmentDocument::costBytes).sum();
    }

    /** Made anew only after a change. */
    Trace snapshot() {
        Trace current = snapshot;
        if (current == null) {
            current = Trace.of(id, sequence, revision, updatedAt, List.copyOf(documents.values()));
            snapshot = current;
        }
        return current;
    }
}
