// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;

/** A value as it stands in a document, short enough for a message. */
final class Excerpt {

    /** Bytes that are shown of a value, so that a hostile one cannot fill a log. */
    static final int MAX_BYTES = 64;

    private Excerpt() {}

    /** {@code in[start, end)}; where it is longer than {@link #MAX_BYTES}, whole characters of it and an ellipsis. */
    static String of(byte[] in, int start, int end) {
        if (end - start <= MAX_BYTES) {
            return new String(in, start, end - start, StandardCharsets.UTF_8);
        }
        int cut = start + MAX_BYTES;
        while (cut > start && (in[cut] & 0xc0) == 0x80) {
            cut--;
        }
        return new String(in, start, cut - start, StandardCharsets.UTF_8) + "\u2026";
    }

    /** {@code text}, cut in the same way. */
    static String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }
}
