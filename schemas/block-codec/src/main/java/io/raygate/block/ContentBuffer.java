// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Protobuf fields, one after another, in a buffer that never grows: callers check {@link #remaining()} first. */
final class ContentBuffer {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int size;

    ContentBuffer(int capacity) {
        this.bytes = new byte[capacity];
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    int remaining() {
        return bytes.length - size;
    }

    void clear() {
        size = 0;
    }

    void writeTag(int field, int wireType) {
        writeVarint(((long) field << 3) | wireType);
    }

    void writeVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void writeUnsigned(int field, long value) {
        writeTag(field, Wire.VARINT);
        writeVarint(value);
    }

    void writeFixed64(int field, long value) {
        writeTag(field, Wire.FIXED64);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    void writeBytes(int field, byte[] value) {
        writeTag(field, Wire.LENGTH_DELIMITED);
        writeVarint(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** An empty text is not written: absent and empty are one in proto3. */
    void writeText(int field, String value) {
        if (!value.isEmpty()) {
            writeBytes(field, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    void writeRaw(ByteBuffer source) {
        int length = source.remaining();
        source.get(bytes, size, length);
        size += length;
    }

    /** Room for a text field at its widest: tag, length, three bytes a char. */
    static int maxTextLength(String value) {
        return 2 + 5 + 3 * value.length();
    }
}
