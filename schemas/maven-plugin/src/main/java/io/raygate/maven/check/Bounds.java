// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.maven.check;

/**
 * How much is read and told.
 *
 * @param maxFindings  reasons that are told for one rejected document, at least 1
 * @param maxFileBytes a larger file is rejected unread; a file is read into memory, and needs some ten times its size
 */
public record Bounds(int maxFindings, long maxFileBytes) {

    /** Enough to mend a document in one go. */
    public static final int DEFAULT_FINDINGS = 20;

    /** 64 MiB: forty thousand documents of the usual size, one a line. */
    public static final long DEFAULT_FILE_BYTES = 64L << 20;

    /** What holds where nobody says something else. */
    public static final Bounds DEFAULT = new Bounds(DEFAULT_FINDINGS, DEFAULT_FILE_BYTES);

    /** An array holds no more, and a few less on some machines. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 8L;

    /** Checks both. */
    public Bounds {
        if (maxFindings < 1 || maxFileBytes < 1 || maxFileBytes > MAX_ARRAY) {
            throw new IllegalArgumentException(
                    "out of bounds: maxFindings=" + maxFindings + ", maxFileBytes=" + maxFileBytes);
        }
    }
}
