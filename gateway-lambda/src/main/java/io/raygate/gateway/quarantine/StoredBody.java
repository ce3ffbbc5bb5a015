// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes in a form that fits a message: as text where they are text and small, else compressed, and cut only where
 * that is too large still.
 *
 * @param encoding how {@code text} is to be read
 * @param text     of characters which JSON and SQS allow, once escaped
 * @param bytes    how many there were
 * @param cut      whether some are missing at the end; such a document cannot be sent again
 */
record StoredBody(Encoding encoding, String text, int bytes, boolean cut) {

    /** A character may take six when it is escaped. */
    private static final int MAX_ESCAPED = 6;

    private static final int ZSTD_LEVEL = 3;

    static StoredBody of(byte[] content, int offset, int length, int maxChars) {
        byte[] body = Arrays.copyOfRange(content, offset, offset + length);
        String text = length <= maxChars ? text(body) : "";
        if (length > 0 && !text.isEmpty() && escapedBytes(text) <= maxChars) {
            return new StoredBody(Encoding.TEXT, text, length, false);
        }
        return binary(Encoding.ZSTD_BASE64, body, maxChars);
    }

    /** Bytes that are compressed already, or of unknown form. */
    static StoredBody raw(byte[] content, int maxChars) {
        int keep = Math.min(content.length, maxChars / 4 * 3);
        String text = Base64.getEncoder().encodeToString(Arrays.copyOf(content, keep));
        return new StoredBody(Encoding.BASE64, text, content.length, keep < content.length);
    }

    private static StoredBody binary(Encoding encoding, byte[] body, int maxChars) {
        int keep = body.length;
        String text = base64(body, keep);
        while (text.length() > maxChars) {
            keep = (int) Math.min(keep - 1L, (long) keep * maxChars / text.length());
            text = base64(body, keep);
        }
        return new StoredBody(encoding, text, body.length, keep < body.length);
    }

    private static String base64(byte[] body, int keep) {
        return Base64.getEncoder().encodeToString(Zstd.compress(Arrays.copyOf(body, keep), ZSTD_LEVEL));
    }

    /** Empty where the bytes are not UTF-8. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            return "";
        }
    }

    /** As {@link QuarantineMessage} writes it. */
    private static int escapedBytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                bytes += 2;
            } else {
                bytes += c >= ' ' && c < 0x7F ? 1 : MAX_ESCAPED;
            }
        }
        return bytes;
    }

    /** How a message holds the bytes that are in quarantine. */
    enum Encoding {
        /** As they are: well-formed UTF-8. */
        TEXT("text"),
        /** Base64 of the bytes. */
        BASE64("base64"),
        /** Base64 of one Zstandard frame with content size. */
        ZSTD_BASE64("zstd+base64");

        private final String label;

        Encoding(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
