// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Where a piece is written: bytes that grow, and the request that it is cut out of. Not thread-safe. */
final class PieceBuffer {

    private byte[] out = new byte[4 * 1024];
    private byte[] request = {};
    private int size;

    /** Begins a piece of a request. */
    void begin(byte[] of) {
        request = of;
        size = 0;
    }

    /** What was written since the beginning; valid until the next one. */
    ByteBuffer piece() {
        return ByteBuffer.wrap(out, 0, size);
    }

    /** A part of the request. */
    void copy(int from, int to) {
        write(request, from, to);
    }

    void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    void write(byte one) {
        makeRoom(1);
        out[size++] = one;
    }

    /** Takes the last byte back if it is this one. */
    void takeBack(byte one) {
        if (out[size - 1] == one) {
            size--;
        }
    }

    private void write(byte[] bytes, int from, int to) {
        makeRoom(to - from);
        System.arraycopy(bytes, from, out, size, to - from);
        size += to - from;
    }

    private void makeRoom(int bytes) {
        if (out.length - size < bytes) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, size + bytes));
        }
    }
}
