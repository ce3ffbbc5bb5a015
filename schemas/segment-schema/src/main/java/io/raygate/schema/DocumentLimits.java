// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/**
 * Bounds of what a validator reads and accepts.
 *
 * @param maxDocumentBytes a larger document is made smaller or refused
 * @param maxInputBytes    a larger input is refused unread; bounds memory and time
 * @param maxDepth         nesting of objects and arrays, the document itself being 1
 */
public record DocumentLimits(int maxDocumentBytes, int maxInputBytes, int maxDepth) {

    /**
     * 64 kB for one segment document: X-Ray Developer Guide, "Segment documents", and "X-Ray endpoints and quotas",
     * read 2026-11-22. Whether 64,000 or 65,536 is meant is not said; X-Ray itself returns documents of 65,440 bytes.
     */
    public static final int XRAY_DOCUMENT_BYTES = 65_536;

    /** X-Ray's document size; 1 MiB read at most; 256 levels, which is about 120 subsegments inside each other. */
    public static final DocumentLimits DEFAULT = new DocumentLimits(XRAY_DOCUMENT_BYTES, 1 << 20, 256);

    /** Checks the order of magnitude; a depth over 1,000 would not fit a thread's stack. */
    public DocumentLimits {
        if (maxDocumentBytes < 1 || maxInputBytes < maxDocumentBytes || maxDepth < 1 || maxDepth > 1_000) {
            throw new IllegalArgumentException("limits: maxDocumentBytes=" + maxDocumentBytes + ", maxInputBytes="
                    + maxInputBytes + ", maxDepth=" + maxDepth);
        }
    }
}
