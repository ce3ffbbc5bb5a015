// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Changes to a byte range, noted in any order and made in one go. Where one change contains another, the outer one is made:
 * removing an object removes the changes inside it. Insertions at the same place keep their order, and stand before what is
 * replaced there. Allocates nothing while there are none; memory grows with the changes of one text and is kept. Not
 * thread-safe; one instance serves many texts.
 */
public final class Edits {

    private static final byte[] NOTHING = {};
    private static final int INITIAL = 64;

    private int[] starts = new int[INITIAL];
    private int[] ends = new int[INITIAL];
    private byte[][] pieces = new byte[INITIAL][];
    private int count;

    /** Forgets all changes. */
    public void clear() {
        count = 0;
    }

    /** Whether nothing is to be changed. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Puts {@code piece} before the byte at {@code position}, after what was put there earlier. */
    public void insert(int position, byte[] piece) {
        replace(position, position, piece);
    }

    /** Takes out {@code [start, end)}. */
    public void remove(int start, int end) {
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
        while (at > 0 && goesBefore(start, end, at - 1)) {
            starts[at] = starts[at - 1];
            ends[at] = ends[at - 1];
            pieces[at] = pieces[at - 1];
            at--;
        }
        starts[at] = start;
        ends[at] = end;
        pieces[at] = piece;
    }

    /** Puts {@code text}, in UTF-8, before the byte at {@code position}. */
    void insert(int position, String text) {
        replace(position, position, text);
    }

    /** Puts {@code text}, in UTF-8, in the place of {@code [start, end)}. */
    void replace(int start, int end, String text) {
        replace(start, end, text.getBytes(StandardCharsets.UTF_8));
    }

    /** By how many bytes the text grows; negative where it shrinks. */
    public int growth() {
        int growth = 0;
        int done = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            if (starts[i] >= done) {
                growth += pieces[i].length - (ends[i] - starts[i]);
                done = ends[i];
            }
        }
        return growth;
    }

    /** The changed copy of {@code in[offset, offset + length)}; positions count from the start of the array. */
    public byte[] apply(byte[] in, int offset, int length) {
        byte[] out = new byte[length + growth()];
        int from = offset;
        int to = 0;
        for (int i = 0; i < count; i++) {
            if (starts[i] < from) {
                continue;
            }
            int kept = starts[i] - from;
            System.arraycopy(in, from, out, to, kept);
            System.arraycopy(pieces[i], 0, out, to + kept, pieces[i].length);
            from = ends[i];
            to += kept + pieces[i].length;
        }
        System.arraycopy(in, from, out, to, offset + length - from);
        return out;
    }

    /** Whether {@code [start, end)} stands before change {@code i}: by start, then insertions, then the outer one. */
    private boolean goesBefore(int start, int end, int i) {
        if (starts[i] != start || starts[i] == ends[i]) {
            return starts[i] > start;
        }
        return start == end || ends[i] < end;
    }
}
