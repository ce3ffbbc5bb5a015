// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/**
 * Where things stand in the document that was accepted last, so that enrichment can splice instead of parse.
 * Offsets count from the start of the array that was validated; -1 is absent. Valid until the next call of
 * {@link SegmentValidator#validate}; not thread-safe.
 */
public final class DocumentOffsets {

    int rootClose;
    int awsOpen;
    int eksOpen;
    int annotationsOpen;
    int metadataOpen;
    int annotationCount;
    int origin;
    int traceId;
    int id;
    boolean subsegment;
    boolean fault;
    boolean error;
    boolean throttle;

    DocumentOffsets() {
        clear();
    }

    /**
     * Those of {@code in[offset, offset + length)}, a document that {@link SegmentValidator} would accept, without judging it;
     * no later call changes them. Costs a look at the keys of the document and of its subsegments. On other text the answer
     * means nothing.
     */
    public static DocumentOffsets of(byte[] in, int offset, int length) {
        return new OffsetReader(in, offset + length).read(offset);
    }

    /** The same offsets, which no later call changes. */
    public DocumentOffsets copy() {
        DocumentOffsets copy = new DocumentOffsets();
        copy.rootClose = rootClose;
        copy.awsOpen = awsOpen;
        copy.eksOpen = eksOpen;
        copy.annotationsOpen = annotationsOpen;
        copy.metadataOpen = metadataOpen;
        copy.annotationCount = annotationCount;
        copy.origin = origin;
        copy.traceId = traceId;
        copy.id = id;
        copy.subsegment = subsegment;
        copy.fault = fault;
        copy.error = error;
        copy.throttle = throttle;
        return copy;
    }

    void clear() {
        rootClose = -1;
        awsOpen = eksOpen = -1;
        annotationsOpen = -1;
        metadataOpen = -1;
        annotationCount = 0;
        origin = traceId = id = -1;
        subsegment = fault = error = throttle = false;
    }

    void mark(Mark mark, boolean value) {
        switch (mark) {
            case FAULT -> fault = value;
            case ERROR -> error = value;
            case THROTTLE -> throttle = value;
            default -> {}
        }
    }

    /** The document's closing brace. */
    public int rootClose() {
        return rootClose;
    }

    /** The byte behind the opening brace of {@code aws}. */
    public int awsOpen() {
        return awsOpen;
    }

    /** The byte behind the opening brace of {@code aws.eks}. */
    public int eksOpen() {
        return eksOpen;
    }

    /** The byte behind the opening brace of {@code annotations}. */
    public int annotationsOpen() {
        return annotationsOpen;
    }

    /** Annotations of the document and of all its subsegments. */
    public int annotationCount() {
        return annotationCount;
    }

    /** The byte behind the opening brace of {@code metadata}. */
    public int metadataOpen() {
        return metadataOpen;
    }

    /** The first byte of the value of {@code origin}, its quote. */
    public int origin() {
        return origin;
    }

    /** The first byte behind the quote of {@code id}. */
    public int id() {
        return id;
    }

    /** Whether the document is an independent subsegment. */
    public boolean subsegment() {
        return subsegment;
    }

    /** Whether the document itself says {@code fault}. */
    public boolean fault() {
        return fault;
    }

    /** Whether the document itself says {@code error}. */
    public boolean error() {
        return error;
    }

    /** Whether the document itself says {@code throttle}. */
    public boolean throttle() {
        return throttle;
    }
}
