// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the fields of a protobuf message and of those inside it, never beyond the end of the one that it is in:
 * <pre>
 *   while (fields.next()) { switch (fields.number()) { case 1 -> name = fields.text(); default -> fields.skip(); } }
 *   int outer = fields.enter(); ... fields.leave(outer);
 * </pre>
 * One object serves a whole request: nothing is allocated for a message.
 */
public final class Fields {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private int position;
    private int end;
    private int number;
    private int wireType;

    /** The fields of the message in {@code bytes[from, to)}. */
    public Fields(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
    }

    /** Moves to the next field; false at the end of the message. The field must then be read or skipped. */
    public boolean next() {
        if (position >= end) {
            return false;
        }
        long tag = varint();
        wireType = (int) (tag & 7);
        if (tag >>> 3 < 1 || tag >>> 3 > 0x1FFFFFFF) {
            throw new MalformedException("a field number is out of range");
        }
        number = (int) (tag >>> 3);
        return true;
    }

    /** Of the present field. */
    public int number() {
        return number;
    }

    /** Where the next byte is read. */
    public int position() {
        return position;
    }

    /** Where the present message ends. */
    public int end() {
        return end;
    }

    /** Goes into the message that the field holds; give what this returns to {@link #leave}. */
    public int enter() {
        expect(LENGTH_DELIMITED);
        int length = length();
        int outer = end;
        end = position + length;
        return outer;
    }

    /** Goes on behind the message. */
    public void leave(int outer) {
        position = end;
        end = outer;
    }

    /** The value of the present field. */
    public long varint64() {
        expect(VARINT);
        return varint();
    }

    /** The value of the present field. */
    public int varint32() {
        return (int) varint64();
    }

    /** The value of the present field. */
    public long fixed64() {
        expect(FIXED64);
        return (long) LONG.get(bytes, advance(Long.BYTES));
    }

    /** The value of the present field. */
    public int fixed32() {
        expect(FIXED32);
        return (int) INT.get(bytes, advance(Integer.BYTES));
    }

    /** The value of the present field. */
    public String text() {
        expect(LENGTH_DELIMITED);
        int length = length();
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    /** The value of the present field. */
    public byte[] binary() {
        expect(LENGTH_DELIMITED);
        int length = length();
        int from = advance(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** Passes over the present field. */
    public void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> advance(Long.BYTES);
            case LENGTH_DELIMITED -> advance(length());
            case FIXED32 -> advance(Integer.BYTES);
            default -> throw new MalformedException("a field has an unknown wire type");
        }
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw new MalformedException("a field reaches beyond its message");
        }
        return (int) length;
    }

    private int advance(int count) {
        if (count > end - position) {
            throw new MalformedException("a message ends within a field");
        }
        int start = position;
        position += count;
        return start;
    }

    private void expect(int expected) {
        if (wireType != expected) {
            throw new MalformedException("a field has the wrong wire type");
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes[advance(1)];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedException("a varint is longer than ten bytes");
    }
}
