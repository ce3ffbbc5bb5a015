// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.document;

/**
 * A stored document: its bytes as they came, and what was read from it once, so that graphs and summaries need no parsing.
 *
 * @param service of a segment: its name and origin; of an independent subsegment: meaningless, its owner's counts
 * @param bytes   UTF-8; never written to
 */
@SuppressWarnings("ArrayRecordComponent") // immutable by agreement, compared by hand where it matters
public record SegmentDocument(
        Identity identity, ServiceId service, Span span, Facts facts, Contents contents, byte[] bytes) {

    /** The records, their strings and their places in maps, estimated from object layouts. */
    private static final int FIXED_COST_BYTES = 900;

    public boolean isSegment() {
        return !identity.independent();
    }

    public boolean inProgress() {
        return Double.isNaN(span.end());
    }

    public long costBytes() {
        return bytes.length + FIXED_COST_BYTES + contents.costBytes();
    }
}
