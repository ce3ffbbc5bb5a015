// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

/**
 * How much to read and to report.
 *
 * @param maxFindings  reasons to report for one rejected document, at least 1
 * @param maxFileBytes a larger file is rejected unread; a file is read into memory, and needs some ten times its size
 */
public record Bounds(int maxFindings, long maxFileBytes) {

    /** Enough to correct a document in one go. */
    public static final int DEFAULT_FINDINGS = 20;

    /** 64 MiB: forty thousand documents of the usual size, one per line. */
    public static final long DEFAULT_FILE_BYTES = 64L << 20;

    /** The bounds that apply where none are given. */
    public static final Bounds DEFAULT = new Bounds(DEFAULT_FINDINGS, DEFAULT_FILE_BYTES);

    /** The largest array that every JVM can allocate. */
    public static final long MAX_FILE_BYTES = Integer.MAX_VALUE - 8L;

    /** Checks both. */
    public Bounds {
        if (maxFindings < 1 || maxFileBytes < 1 || maxFileBytes > MAX_FILE_BYTES) {
            throw new IllegalArgumentException(
                    "out of bounds: maxFindings=" + maxFindings + ", maxFileBytes=" + maxFileBytes);
        }
    }
}
