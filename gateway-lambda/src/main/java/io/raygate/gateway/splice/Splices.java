// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.splice;

import java.util.Arrays;

/**
 * Byte ranges to be replaced in a text, noted first and made all at once. Bounded by the text: ranges do not overlap.
 * Not thread-safe; one instance serves many texts.
 */
public final class Splices {

    private static final byte[] NOTHING = {};

    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private byte[][] pieces = new byte[64][];
    private int count;
    private int growth;

    /** Forgets all. */
    public void clear() {
        count = 0;
        growth = 0;
    }

    /** Whether nothing is to be changed. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** By how many bytes the text grows; negative where it shrinks. */
    public int growth() {
        return growth;
    }

    /** Puts {@code piece} before the byte at {@code position}, behind what was put there before. */
    public void insert(int position, byte[] piece) {
        replace(position, position, piece);
    }

    /** Takes {@code [start, end)} out. Everything noted from {@code start} on is forgotten, being inside. */
    public void remove(int start, int end) {
        while (count > 0 && starts[count - 1] >= start) {
            count--;
            growth -= pieces[count].length - (ends[count] - starts[count]);
        }
        replace(start, end, NOTHING);
    }

    /** Puts {@code piece}, which is not to be written to later, in the place of {@code [start, end)}. */
    public void replace(int start, int end, byte[] piece) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            pieces = Arrays.copyOf(pieces, 2 * count);
        }
        int at = count++;
        while (at > 0 && starts[at - 1] > start) {
            starts[at] = starts[at - 1];
            ends[at] = ends[at - 1];
            pieces[at] = pieces[at - 1];
            at--;
        }
        starts[at] = start;
        ends[at] = end;
        pieces[at] = piece;
        growth += piece.length - (end - start);
    }

    /** The changed copy of {@code in[offset, offset + length)}; positions count from the start of the array. */
    public byte[] apply(byte[] in, int offset, int length) {
        byte[] out = new byte[length + growth];
        int from = offset;
        int to = 0;
        for (int i = 0; i < count; i++) {
            int kept = starts[i] - from;
            System.arraycopy(in, from, out, to, kept);
            System.arraycopy(pieces[i], 0, out, to + kept, pieces[i].length);
            from = ends[i];
            to += kept + pieces[i].length;
        }
        System.arraycopy(in, from, out, to, offset + length - from);
        return out;
    }
}
