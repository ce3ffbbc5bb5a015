// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.Arrays;

/**
 * The content of a JSON string as UTF-8: the bytes themselves where nothing is escaped, else a decoded copy in a
 * buffer that is kept. A surrogate without its partner is written as it stands, in three bytes that no well-formed UTF-8
 * has, so that different texts stay different. Allocates only while the buffer grows. Not thread-safe.
 */
public final class JsonText {

    /** Any odd number whose bits are well mixed. */
    private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

    private static final byte[] NOTHING = {};

    byte[] bytes = NOTHING;
    int start;
    int end;

    private byte[] decoded = NOTHING;

    /** Points at {@code in[from, to)}, the inside of a well-formed JSON string, which stays as it is while this is used. */
    public void read(byte[] in, int from, int to) {
        bytes = in;
        start = from;
        end = to;
        if (Words.quoteOrEscape(in, from, to) < to) {
            decode(in, from, to);
        }
    }

    /**
     * Points at the string whose content starts at {@code from}, in well-formed JSON text.
     *
     * @return the position of its closing quote
     */
    public int readString(byte[] in, int from) {
        bytes = in;
        start = from;
        end = Words.quoteOrEscape(in, from, in.length);
        if (in[end] == '"') {
            return end;
        }
        int quote = JsonSteps.closingQuote(in, end);
        decode(in, from, quote);
        return quote;
    }

    /** Points at the string that the rules look at. */
    void read(JsonScanner scanner) {
        read(scanner.in, scanner.valueStart + 1, scanner.valueEnd - 1);
    }

    /** The array that holds the content, not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the content starts in {@link #bytes()}. */
    public int start() {
        return start;
    }

    /** Where the content ends in {@link #bytes()}. */
    public int end() {
        return end;
    }

    /** Whether the content is {@code other}. */
    public boolean is(byte[] other) {
        return Arrays.equals(bytes, start, end, other, 0, other.length);
    }

    /** {@link #hash(byte[], int, int)} of the content. */
    public int hash() {
        return hash(bytes, start, end);
    }

    /** A hash of the first and last eight bytes of {@code in[start, end)}, for tables whose keys no sender chooses. */
    public static int hash(byte[] in, int start, int end) {
        long tail = Words.tail(in, start, end - start);
        long mixed = (Words.head(in, start, end - start) ^ Long.rotateLeft(tail, 7)) * MULTIPLIER;
        return (int) (mixed >>> Integer.SIZE);
    }

    int length() {
        return end - start;
    }

    int codePoints() {
        int count = 0;
        for (int i = start; i < end; i += Utf8.size(bytes[i])) {
            count++;
        }
        return count;
    }

    private void decode(byte[] in, int from, int to) {
        if (decoded.length < to - from) {
            decoded = new byte[Math.max(to - from, 2 * decoded.length)];
        }
        int out = 0;
        int at = from;
        while (at < to) {
            if (in[at] != '\\') {
                decoded[out++] = in[at++];
            } else if (in[at + 1] != 'u') {
                decoded[out++] = unescaped(in[at + 1]);
                at += 2;
            } else {
                int unit = Hex.unit(in, at + 2, to);
                int next = JsonSteps.skipEscape(in, at, to);
                boolean pair = next - at > 6;
                int low = pair ? Hex.unit(in, at + 8, to) : 0;
                out = Utf8.write(pair ? Character.toCodePoint((char) unit, (char) low) : unit, decoded, out);
                at = next;
            }
        }
        bytes = decoded;
        start = 0;
        end = out;
    }

    private static byte unescaped(byte b) {
        return switch (b) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> b;
        };
    }
}
