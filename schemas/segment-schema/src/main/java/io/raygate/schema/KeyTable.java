// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The keys seen so far in every open object of a document, but for documented fields, which {@link Frame} counts. A key
 * costs one hash and, mostly, one probe of one cache line; memory grows with the number of keys of the largest document and
 * is kept. The hash is seeded, so that nobody can choose keys that collide. Not thread-safe.
 */
final class KeyTable {

    private static final int INITIAL_SLOTS = 1024;

    /*
     * A slot:
     *
     *   +--------+------+-------+-----+
     *   | object | hash | start | end |
     *   +--------+------+-------+-----+
     */
    private static final int WIDTH = 4;
    private static final int HASH = 1;
    private static final int START = 2;
    private static final int END = 3;

    private final long multiplier = new SplittableRandom().nextLong() | 1;
    private final JsonText key = new JsonText();
    private final JsonText other = new JsonText();

    private int[] slots = new int[INITIAL_SLOTS * WIDTH];
    private int firstObject = 1;
    private int lastObject;
    private int size;

    /** Forgets all keys. */
    void clear() {
        if (lastObject > Integer.MAX_VALUE / 2) {
            Arrays.fill(slots, 0);
            lastObject = 0;
        }
        firstObject = lastObject + 1;
        size = 0;
    }

    /** A number for one object, under which its keys are kept. */
    int open() {
        return ++lastObject;
    }

    /** Keeps the key {@code in[start, end)}, which holds no escapes, of {@code object}; false where the object has it already. */
    boolean add(int object, byte[] in, int start, int end) {
        return add(object, in, start, end, in, start, end);
    }

    /** The same for a key that may hold escapes. */
    boolean addEscaped(int object, byte[] in, int start, int end) {
        key.read(in, start, end);
        return add(object, in, start, end, key.bytes, key.start, key.end);
    }

    /** {@code text[from, to)} is the key without escapes. */
    private boolean add(int object, byte[] in, int start, int end, byte[] text, int from, int to) {
        int hash = hash(object, text, from, to);
        int mask = slots.length - 1;
        int slot = (hash * WIDTH) & mask;
        while (slots[slot] >= firstObject) {
            if (slots[slot] == object && slots[slot + HASH] == hash && isAt(slot, in, text, from, to)) {
                return false;
            }
            slot = (slot + WIDTH) & mask;
        }
        slots[slot] = object;
        slots[slot + HASH] = hash;
        slots[slot + START] = start;
        slots[slot + END] = end;
        if (++size > slots.length / (2 * WIDTH)) {
            grow();
        }
        return true;
    }

    private int hash(int object, byte[] text, int start, int end) {
        int length = end - start;
        long hash = (object + (long) length * Integer.MAX_VALUE) * multiplier;
        hash = mixed(hash ^ Words.head(text, start, length));
        if (length <= Long.BYTES) {
            return (int) hash;
        }
        for (int at = start + Long.BYTES; at < end - Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash ^ Words.at(text, at));
        }
        return (int) mixed(hash ^ Words.tail(text, start, length));
    }

    private long mixed(long word) {
        long product = word * multiplier;
        return product ^ (product >>> 32);
    }

    /** Whether the key in {@code slot}, which stands in {@code in}, is {@code text[start, end)}. */
    private boolean isAt(int slot, byte[] in, byte[] text, int start, int end) {
        other.read(in, slots[slot + START], slots[slot + END]);
        return Arrays.equals(text, start, end, other.bytes, other.start, other.end);
    }

    private void grow() {
        int[] old = slots;
        slots = new int[2 * old.length];
        int mask = slots.length - 1;
        for (int from = 0; from < old.length; from += WIDTH) {
            if (old[from] >= firstObject) {
                int slot = (old[from + HASH] * WIDTH) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + WIDTH) & mask;
                }
                System.arraycopy(old, from, slots, slot, WIDTH);
            }
        }
    }
}
