// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Protobuf fields, written. */
public final class ProtobufOutput {

    private ProtobufOutput() {}

    /** Writes the field. */
    public static void message(ByteArrayOutputStream out, int field, byte[] message) {
        message(out, field, message, 0, message.length);
    }

    /** Writes the field; the message is {@code length} bytes from {@code from} on. */
    public static void message(ByteArrayOutputStream out, int field, byte[] in, int from, int length) {
        varint(out, ((long) field << 3) | 2);
        varint(out, length);
        out.write(in, from, length);
    }

    /** Writes the field. */
    public static void text(ByteArrayOutputStream out, int field, String text) {
        message(out, field, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the field. */
    public static void number(ByteArrayOutputStream out, int field, long number) {
        varint(out, (long) field << 3);
        varint(out, number);
    }

    /** Writes the field. */
    public static void fixed64(ByteArrayOutputStream out, int field, long number) {
        varint(out, ((long) field << 3) | 1);
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            out.write((int) (number >>> shift));
        }
    }

    /** Writes the field. */
    public static void fixed32(ByteArrayOutputStream out, int field, int number) {
        varint(out, ((long) field << 3) | 5);
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            out.write(number >>> shift);
        }
    }

    private static void varint(ByteArrayOutputStream out, long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
