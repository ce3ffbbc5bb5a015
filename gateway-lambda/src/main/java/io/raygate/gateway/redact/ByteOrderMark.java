// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.redact;

import io.raygate.block.Document;

/** The mark that may stand before UTF-8 text; validation takes it away, redaction steps over it. */
final class ByteOrderMark {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private ByteOrderMark() {}

    /** Bytes of the mark before the body; 0 without one. */
    static int length(Document body) {
        if (body.length() < MARK.length) {
            return 0;
        }
        for (int i = 0; i < MARK.length; i++) {
            if (body.content()[body.offset() + i] != MARK[i]) {
                return 0;
            }
        }
        return MARK.length;
    }
}
