// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import java.nio.charset.StandardCharsets;

/** The key of digests. Never printed. */
public final class HashKey {

    /** A shorter key could be found by trying. */
    static final int MIN_BYTES = 16;

    private final byte[] bytes;

    /**
     * From text, without white space at its ends.
     *
     * @throws IllegalArgumentException where it is too short
     */
    public HashKey(String text) {
        bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "the redaction key has " + bytes.length + " bytes; give it " + MIN_BYTES + " or more");
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "HashKey[" + bytes.length + " bytes]";
    }
}
