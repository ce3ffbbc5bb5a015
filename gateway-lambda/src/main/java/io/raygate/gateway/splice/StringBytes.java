// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.splice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The content of a JSON string as UTF-8: the bytes themselves where nothing is escaped, else a decoded copy in a
 * buffer that is kept. A surrogate without its partner becomes a question mark. Not thread-safe.
 */
public final class StringBytes {

    private byte[] bytes = {};
    private int start;
    private int end;
    private byte[] decoded = new byte[256];

    /** Points at {@code in[from, to)}, the inside of a well-formed JSON string. */
    public void read(byte[] in, int from, int to) {
        bytes = in;
        start = from;
        end = to;
        for (int at = from; at < to; at++) {
            if (in[at] == '\\') {
                decode(in, from, to);
                return;
            }
        }
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
                boolean pair = isPair(in, at, to);
                int units = pair ? 2 : 1;
                out = write(in, at, units, out);
                at += 6 * units;
            }
        }
        bytes = decoded;
        start = 0;
        end = out;
    }

    private int write(byte[] in, int at, int units, int out) {
        char[] text = units == 2 ? new char[] {unit(in, at), unit(in, at + 6)} : new char[] {unit(in, at)};
        byte[] utf8 = new String(text).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, decoded, out, utf8.length);
        return out + utf8.length;
    }

    private static boolean isPair(byte[] in, int at, int to) {
        return Character.isHighSurrogate(unit(in, at))
                && at + 12 <= to
                && in[at + 6] == '\\'
                && in[at + 7] == 'u'
                && Character.isLowSurrogate(unit(in, at + 6));
    }

    private static char unit(byte[] in, int escape) {
        int unit = 0;
        for (int at = escape + 2; at < escape + 6; at++) {
            unit = (unit << 4) | Character.digit(in[at], 16);
        }
        return (char) unit;
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
