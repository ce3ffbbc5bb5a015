// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Text by eight bytes at a time. A word holds the first byte in its lowest bits; a mask has the highest bit of each byte that
 * it means. In the masks of {@link #endsPlain} and {@link #structure(long)} only the lowest bit is exact, since a borrow can set
 * those above it.
 */
final class Words {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;
    private static final long BRACES = '{' * ONES;
    private static final long CLOSING_BRACES = '}' * ONES;

    private Words() {}

    /** The end of the plain text from {@code from} on: the first quote, backslash, control or byte that is not ASCII, or {@code end}. */
    static int plainEnd(byte[] in, int from, int end) {
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long ends = endsPlain((long) LONGS.get(in, at));
            if (ends != 0) {
                return at + first(ends);
            }
        }
        while (at < end && in[at] >= ' ' && in[at] != '"' && in[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The first quote or backslash at or behind {@code from}; {@code end} where there is none. */
    static int quoteOrEscape(byte[] in, int from, int end) {
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(in, at);
            long found = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
            if (found != 0) {
                return at + first(found);
            }
        }
        while (at < end && in[at] != '"' && in[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The first quote, bracket or brace at or behind {@code from}; {@code end} where there is none. */
    static int structure(byte[] in, int from, int end) {
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long found = structure((long) LONGS.get(in, at));
            if (found != 0) {
                return at + first(found);
            }
        }
        while (at < end && structure(in[at]) == 0) {
            at++;
        }
        return at;
    }

    /** Steps over eight spaces at a time; fewer may follow. */
    static int skipSpaces(byte[] in, int from, int end) {
        int at = from;
        while (at <= end - Long.BYTES && (long) LONGS.get(in, at) == SPACES) {
            at += Long.BYTES;
        }
        return at;
    }

    /** The first byte at or behind {@code from} that is no digit; {@code end} where there is none. */
    static int digitsEnd(byte[] in, int from, int end) {
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(in, at);
            long others = (word | (word - '0' * ONES) | (word + (0x7f - '9') * ONES)) & HIGH_BITS;
            if (others != 0) {
                return at + first(others);
            }
        }
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        return at;
    }

    /** Whether the eight bytes at {@code at} are hex digits. */
    static boolean areHex(byte[] in, int at) {
        long word = (long) LONGS.get(in, at);
        long digits = between(word, '0', '9') | between(word | SPACES, 'a', 'f');
        return (digits & ~word & HIGH_BITS) == HIGH_BITS;
    }

    /** The first eight bytes of {@code in[start, start + length)}; zeros stand for those that it lacks. */
    static long head(byte[] in, int start, int length) {
        if (start > in.length - Long.BYTES) {
            return slowHead(in, start, length);
        }
        long word = (long) LONGS.get(in, start);
        return length >= Long.BYTES ? word : word & ((1L << (length * Byte.SIZE)) - 1);
    }

    /** The last eight bytes of {@code in[start, start + length)}; 0 where the first eight are all. */
    static long tail(byte[] in, int start, int length) {
        return length <= Long.BYTES ? 0 : (long) LONGS.get(in, start + length - Long.BYTES);
    }

    private static long slowHead(byte[] in, int start, int length) {
        long head = 0;
        for (int i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
            head = (head << Byte.SIZE) | (in[start + i] & 0xff);
        }
        return head;
    }

    /** The eight bytes at {@code at}. */
    static long at(byte[] in, int at) {
        return (long) LONGS.get(in, at);
    }

    /** The four bytes at {@code at}. */
    static int fourAt(byte[] in, int at) {
        return (int) INTS.get(in, at);
    }

    /** Whether the two bytes at {@code at} are {@code word}, whose lower half is the first. */
    static boolean areTwo(short word, byte[] in, int at, int end) {
        return at <= end - Short.BYTES && (short) SHORTS.get(in, at) == word;
    }

    /** Whether the four bytes at {@code at} are {@code word}, as {@link #four} has it. */
    static boolean are(int word, byte[] in, int at, int end) {
        return at <= end - Integer.BYTES && (int) INTS.get(in, at) == word;
    }

    /** Four characters for {@link #are}. */
    static int four(String text) {
        return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
    }

    /** Marks what ends plain text. */
    static long endsPlain(long word) {
        long quotes = (word ^ QUOTES) - ONES;
        long backslashes = (word ^ BACKSLASHES) - ONES;
        return (quotes | backslashes | (word - SPACES) | word) & HIGH_BITS;
    }

    /** Bit 5 is all that tells brackets from braces, and in well-formed text no other byte becomes one of these. */
    private static long structure(long word) {
        long lower = word | SPACES;
        return zeros(lower ^ QUOTES) | zeros(lower ^ BRACES) | zeros(lower ^ CLOSING_BRACES);
    }

    private static long structure(byte b) {
        return structure(b & 0xffL) & 0x80;
    }

    /** Of a word of ASCII: the bytes from {@code from} to {@code to}. */
    private static long between(long word, int from, int to) {
        long ascii = word & ~HIGH_BITS;
        return (ascii + (0x80 - from) * ONES) & ~(ascii + (0x7f - to) * ONES) & HIGH_BITS;
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** The first byte that is marked. */
    static int first(long mask) {
        return Long.numberOfTrailingZeros(mask) >>> 3;
    }
}
