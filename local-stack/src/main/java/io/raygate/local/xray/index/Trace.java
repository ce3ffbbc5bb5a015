// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.index;

import io.raygate.local.xray.document.EntityId;
import io.raygate.local.xray.document.SegmentDocument;
import io.raygate.local.xray.wire.RestJson;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A trace as it was at one moment.
 *
 * @param sequence  place in the order of arrival of traces
 * @param revision  how often a document changed it
 * @param updatedAt when a document last changed it, seconds since the epoch
 * @param documents in order of arrival, at least one
 */
public record Trace(String id, long sequence, int revision, double updatedAt, List<SegmentDocument> documents) {

    public Trace {
        documents = List.copyOf(documents);
    }

    /** The earliest start. */
    public double start() {
        double start = Double.POSITIVE_INFINITY;
        for (SegmentDocument document : documents) {
            start = Math.min(start, document.span().start());
        }
        return start;
    }

    /** The latest end; the latest start where nothing has ended. */
    public double end() {
        double end = Double.NEGATIVE_INFINITY;
        for (SegmentDocument document : documents) {
            end = Math.max(end, document.span().eventTime());
        }
        return end;
    }

    /** Seconds from the earliest start to the latest end. */
    public double duration() {
        return Math.max(0, RestJson.seconds(end() - start()));
    }

    /** The segment that nothing called; where each has a parent, the earliest of them. */
    public Optional<SegmentDocument> root() {
        return documents.stream()
                .filter(SegmentDocument::isSegment)
                .min(Comparator.<SegmentDocument, Boolean>comparing(
                                segment -> segment.identity().parent() != EntityId.NONE)
                        .thenComparingDouble(segment -> segment.span().start()));
    }
}
