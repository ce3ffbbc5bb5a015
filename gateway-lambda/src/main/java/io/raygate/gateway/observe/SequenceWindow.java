// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

/**
 * The last sequences of one producer, one bit each. Exact within the window: never calls a block a duplicate that it has
 * not seen. What is older than the window is neither counted as new nor as duplicate. Not thread-safe.
 */
final class SequenceWindow {

    /** A leap beyond this is no loss but a producer that does not count as it should. */
    private static final long MAX_MISSING = 1 << 20;

    private final long[] seen;
    private final int size;
    private final long first;
    private long highest;

    SequenceWindow(int size, long firstSequence) {
        this.size = size;
        this.seen = new long[(size + Long.SIZE - 1) / Long.SIZE];
        this.first = firstSequence;
        this.highest = firstSequence - 1;
    }

    /** Whether this sequence was noted before; a sequence that was not is noted. */
    boolean isDuplicate(long sequence) {
        if (sequence > highest || sequence <= highest - size) {
            return false;
        }
        boolean before = get(sequence);
        set(sequence);
        return before;
    }

    /** Moves the window up to a sequence, notes that, and gives the number of gaps that left the window. */
    long advanceTo(long sequence) {
        if (sequence <= highest) {
            return 0;
        }
        long missing = gapsThatLeave(sequence - size);
        long firstNew = Math.max(highest + 1, sequence - size + 1);
        int cleared = (int) (sequence - firstNew) + 1; // counted, since a sequence may be the last that there is
        for (int i = 0; i < cleared; i++) {
            clear(firstNew + i);
        }
        highest = sequence;
        set(sequence);
        return missing;
    }

    /** Those up to and with a sequence, at most {@code size} of which were in the window. */
    private long gapsThatLeave(long last) {
        long missing = Math.clamp(last - Math.max(highest, first - 1), 0, MAX_MISSING);
        long oldest = Math.max(first, highest - size + 1);
        for (long next = oldest; next <= Math.min(last, highest); next++) { // last is size below some sequence
            missing += get(next) ? 0 : 1;
        }
        return missing;
    }

    private boolean get(long sequence) {
        int bit = bit(sequence);
        return (seen[bit / Long.SIZE] & 1L << bit) != 0;
    }

    private void set(long sequence) {
        int bit = bit(sequence);
        seen[bit / Long.SIZE] |= 1L << bit;
    }

    private void clear(long sequence) {
        int bit = bit(sequence);
        seen[bit / Long.SIZE] &= ~(1L << bit);
    }

    private int bit(long sequence) {
        return Math.floorMod(sequence, size);
    }
}
