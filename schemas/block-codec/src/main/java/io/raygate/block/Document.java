// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One document of a block that was read. The body is a view into the block's content, which all
 * documents of the block share: it costs no copy, and holding one document holds the whole block.
 *
 * @param workload          position in {@link SegmentBlock#workloads()}, counted from 1; 0 where the sender is unknown
 * @param receivedUnixNanos when the forwarder took it off the socket, nanoseconds since the epoch
 * @param content           not to be written to
 * @param offset            where the body starts in {@code content}
 * @param length            bytes of the body
 */
@SuppressWarnings("ArrayRecordComponent") // a view: a copy for each document is what it avoids
public record Document(
        int workload, DocumentKind kind, long receivedUnixNanos, byte[] content, int offset, int length) {

    /** A copy of the body. */
    public byte[] body() {
        return Arrays.copyOfRange(content, offset, offset + length);
    }

    /** The body as text; bytes that are not UTF-8 become U+FFFD. */
    public String text() {
        return new String(content, offset, length, StandardCharsets.UTF_8);
    }
}
