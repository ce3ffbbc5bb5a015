// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

import java.util.List;

/**
 * A stored document: its bytes as they came, and what was read from it once, so that graphs and summaries need no parsing.
 *
 * @param service     of a segment: its name and origin; of an independent subsegment: meaningless, its owner's counts
 * @param annotations its own and its subsegments'
 * @param bytes       UTF-8; never written to
 */
@SuppressWarnings("ArrayRecordComponent") // immutable by agreement, compared by hand where it matters
public record SegmentDocument(
        Identity identity,
        ServiceId service,
        Facts facts,
        Entity entity,
        List<Annotation> annotations,
        List<Link> links,
        byte[] bytes) {

    /** The records, their strings and their places in maps, estimated from object layouts. */
    private static final int FIXED_COST_BYTES = 500;

    private static final int ANNOTATION_COST_BYTES = 80;
    private static final int LINK_COST_BYTES = 100;

    public SegmentDocument {
        annotations = List.copyOf(annotations);
        links = List.copyOf(links);
    }

    public boolean isSegment() {
        return !identity.independent();
    }

    public Span span() {
        return entity.span();
    }

    public boolean inProgress() {
        return Double.isNaN(span().end());
    }

    /** An estimate of the memory that it takes. */
    public long costBytes() {
        return bytes.length
                + FIXED_COST_BYTES
                + entity.costBytes()
                + (long) annotations.size() * ANNOTATION_COST_BYTES
                + (long) links.size() * LINK_COST_BYTES;
    }
}
