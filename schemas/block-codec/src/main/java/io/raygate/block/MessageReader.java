// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Walks over the fields of one protobuf message, never beyond its end. What is not protobuf ends the walk with
 * {@link MalformedBlockException}.
 */
final class MessageReader {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int position;
    private int wireType;

    MessageReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    boolean hasNext() {
        return position < end;
    }

    /** Moves to the next field and gives its number; its value must then be read or skipped. */
    int nextField() {
        long tag = varint();
        wireType = (int) (tag & 0x07);
        long field = tag >>> 3;
        if (field < 1 || field > 0x1FFFFFFF) {
            throw new MalformedBlockException("field number out of range: field=" + field);
        }
        return (int) field;
    }

    long unsigned() {
        expect(Wire.VARINT);
        return varint();
    }

    long fixed64() {
        expect(Wire.FIXED64);
        int start = advance(Long.BYTES);
        return (long) LONG.get(bytes, start);
    }

    String text() {
        expect(Wire.LENGTH_DELIMITED);
        int length = length();
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    MessageReader message() {
        expect(Wire.LENGTH_DELIMITED);
        int length = length();
        return new MessageReader(bytes, advance(length), length);
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    /** Passes over a field that this version does not know. */
    void skip() {
        switch (wireType) {
            case Wire.VARINT -> varint();
            case Wire.FIXED64 -> advance(Long.BYTES);
            case Wire.LENGTH_DELIMITED -> advance(length());
            case Wire.FIXED32 -> advance(Integer.BYTES);
            default -> throw new MalformedBlockException("unknown wire type: wireType=" + wireType);
        }
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw new MalformedBlockException("field reaches beyond its message: length=" + length);
        }
        return (int) length;
    }

    private int advance(int count) {
        if (count > end - position) {
            throw new MalformedBlockException("message ends within a field");
        }
        int start = position;
        position += count;
        return start;
    }

    private void expect(int expected) {
        if (wireType != expected) {
            throw new MalformedBlockException("wrong wire type: expected=" + expected + ", wireType=" + wireType);
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
        throw new MalformedBlockException("varint longer than ten bytes");
    }
}
