// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.json;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON document as UTF-8 into a buffer that is kept for the next. Members without a value and objects without
 * members leave nothing behind. Not thread-safe.
 */
public final class JsonWriter {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /** JSON has no infinity and no NaN, and who reads it refuses numbers from here on: they become texts. */
    private static final double TOO_LARGE = 1e308;

    private byte[] bytes = new byte[4096];
    private int size;

    /** Starts again; what was written is gone. */
    public void reset() {
        size = 0;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Starts an object that is no member. Give what this returns to {@link #close}. */
    public int open() {
        int mark = size;
        separate();
        put('{');
        return mark;
    }

    /** Starts an object. Give what this returns to {@link #close}. */
    public int open(String key) {
        int mark = size;
        key(key);
        put('{');
        return mark;
    }

    /** Ends the object, or takes it back where nothing is in it. */
    public void close(int mark) {
        if (bytes[size - 1] == '{') {
            size = mark;
        } else {
            put('}');
        }
    }

    /** Starts an array. Give what this returns to {@link #closeArray}. */
    public int openArray(String key) {
        int mark = size;
        key(key);
        put('[');
        return mark;
    }

    /** Ends the array, or takes it back where nothing is in it. */
    public void closeArray(int mark) {
        if (bytes[size - 1] == '[') {
            size = mark;
        } else {
            put(']');
        }
    }

    /** Writes a member, unless the text is missing or empty. */
    public void member(String key, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            key(key);
            string(text);
        }
    }

    /** Writes a member, unless the number is missing. */
    public void member(String key, @Nullable Long number) {
        if (number != null) {
            key(key);
            ascii(Long.toString(number));
        }
    }

    /** Writes {@code "key":true}, or nothing. */
    public void flag(String key, boolean set) {
        if (set) {
            key(key);
            ascii("true");
        }
    }

    /** Writes a member of any kind of attribute value. */
    public void value(String key, @Nullable Object value) {
        key(key);
        value(value);
    }

    /** Writes nanoseconds since the epoch as decimal seconds, with every digit: a double would lose some. */
    public void seconds(String key, long unixNanos) {
        key(key);
        ascii(Long.toUnsignedString(Long.divideUnsigned(unixNanos, 1_000_000_000L)));
        int nanos = (int) Long.remainderUnsigned(unixNanos, 1_000_000_000L);
        if (nanos != 0) {
            put('.');
            for (int digit = 100_000_000; nanos > 0; digit /= 10) {
                put('0' + nanos / digit);
                nanos %= digit;
            }
        }
    }

    /** Writes members that are JSON already, without their braces. */
    public void members(byte[] json) {
        if (json.length > 0) {
            separate();
            append(json, 0, json.length);
        }
    }

    /** Writes a member whose value is JSON already. */
    public void json(String key, byte[] json) {
        key(key);
        append(json, 0, json.length);
    }

    /** What was written inside the outermost braces: for {@link #members}. */
    public byte[] inside() {
        return size < 2 ? new byte[0] : Arrays.copyOfRange(bytes, 1, size - 1);
    }

    /** Writes an element of an array. */
    public void element(@Nullable Object value) {
        separate();
        value(value);
    }

    private void value(@Nullable Object value) {
        if (value instanceof String text) {
            string(text);
        } else if (value instanceof Double number && !(Math.abs(number) < TOO_LARGE)) {
            string(number.toString());
        } else if (value instanceof List<?> list) {
            put('[');
            list.forEach(this::element);
            put(']');
        } else if (value instanceof Map<?, ?> map) {
            put('{');
            map.forEach((key, member) -> value(String.valueOf(key), member));
            put('}');
        } else if (value instanceof byte[] binary) {
            string(Base64.getEncoder().encodeToString(binary));
        } else {
            ascii(String.valueOf(value));
        }
    }

    private void key(String key) {
        separate();
        string(key);
        put(':');
    }

    /** A comma belongs between two members or elements: behind everything but what opens one. */
    private void separate() {
        if (size == 0) {
            return;
        }
        byte last = bytes[size - 1];
        if (last != '{' && last != '[' && last != ':') {
            put(',');
        }
    }

    private void string(String text) {
        put('"');
        int length = text.length();
        ensure(3 * length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                bytes[size++] = (byte) c;
            } else if (c < 0x80) {
                escape(c);
                ensure(3 * (length - i));
            } else {
                i += encode(text, i);
            }
        }
        put('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> pair(c);
            case '\n' -> pair('n');
            case '\r' -> pair('r');
            case '\t' -> pair('t');
            default -> {
                pair('u');
                put('0');
                put('0');
                put(HEX[c >> 4]);
                put(HEX[c & 15]);
            }
        }
    }

    private void pair(int c) {
        put('\\');
        put(c);
    }

    /** Writes the code point at {@code i}, U+FFFD for half a pair; answers how many more characters it took. */
    private int encode(String text, int i) {
        int codePoint = text.codePointAt(i);
        boolean pair = codePoint > 0xffff;
        int c = !pair && Character.isSurrogate((char) codePoint) ? 0xfffd : codePoint;
        if (c < 0x800) {
            bytes[size++] = (byte) (0xc0 | (c >> 6));
        } else {
            if (c < 0x10000) {
                bytes[size++] = (byte) (0xe0 | (c >> 12));
            } else {
                bytes[size++] = (byte) (0xf0 | (c >> 18));
                bytes[size++] = (byte) (0x80 | ((c >> 12) & 0x3f));
            }
            bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        bytes[size++] = (byte) (0x80 | (c & 0x3f));
        return pair ? 1 : 0;
    }

    private void ascii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    private void append(byte[] in, int from, int to) {
        ensure(to - from);
        System.arraycopy(in, from, bytes, size, to - from);
        size += to - from;
    }

    private void put(int b) {
        ensure(1);
        bytes[size++] = (byte) b;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
