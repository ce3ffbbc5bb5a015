// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.receive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where the document begins in a datagram of the X-Ray daemon protocol: a header line, the first line feed,
 * one document. Everything behind the first line feed is the document, byte for byte: more line feeds,
 * blanks and bytes that are not JSON stay in it.
 *
 * <p>The header is judged as the daemon does (aws-xray-daemon 3.6.6, {@code pkg/tracesegment}): format
 * {@code json} and version 1, keys and format in any case, other keys ignored.
 */
enum Framing {
    /** The buffer now stands at the first byte of the document. */
    DOCUMENT,
    EMPTY_DATAGRAM,
    MISSING_HEADER_OR_DOCUMENT,
    INVALID_HEADER;

    private static final byte[] COMPACT_HEADER = header("{\"format\":\"json\",\"version\":1}");
    private static final byte[] SPACED_HEADER = header("{\"format\": \"json\", \"version\": 1}");

    /**
     * Moves the buffer to the document where there is one.
     *
     * @param datagram one datagram, from position to limit; left where it is unless the answer is {@link #DOCUMENT}
     */
    static Framing find(ByteBuffer datagram) {
        if (!datagram.hasRemaining()) {
            return EMPTY_DATAGRAM;
        }
        int lineFeed = lineFeed(datagram);
        if (lineFeed < 0 || lineFeed == datagram.limit() - 1) {
            return MISSING_HEADER_OR_DOCUMENT;
        }
        if (!hasValidHeader(datagram, lineFeed)) {
            return INVALID_HEADER;
        }
        datagram.position(lineFeed + 1);
        return DOCUMENT;
    }

    private static int lineFeed(ByteBuffer datagram) {
        for (int i = datagram.position(); i < datagram.limit(); i++) {
            if (datagram.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static boolean hasValidHeader(ByteBuffer datagram, int lineFeed) {
        return startsWith(datagram, COMPACT_HEADER)
                || startsWith(datagram, SPACED_HEADER)
                || DatagramHeader.isValid(headerOf(datagram, lineFeed));
    }

    private static boolean startsWith(ByteBuffer datagram, byte[] header) {
        if (datagram.remaining() < header.length) {
            return false;
        }
        for (int i = 0; i < header.length; i++) {
            if (datagram.get(datagram.position() + i) != header[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] headerOf(ByteBuffer datagram, int lineFeed) {
        byte[] header = new byte[lineFeed - datagram.position()];
        datagram.get(datagram.position(), header);
        return header;
    }

    private static byte[] header(String json) {
        return (json + '\n').getBytes(StandardCharsets.US_ASCII);
    }
}
