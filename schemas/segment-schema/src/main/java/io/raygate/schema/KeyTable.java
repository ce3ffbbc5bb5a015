// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The keys seen so far in every open object of a document, but for documented fields, which {@link Frame} counts. A key costs one hash and, mostly, one probe; memory grows
 * with the number of keys of the largest document and is kept. The hash is seeded, so that nobody can choose keys that
 * collide. Not thread-safe.
 */
final class KeyTable {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int INITIAL_SLOTS = 1024;

    private final long multiplier = new SplittableRandom().nextLong() | 1;
    private final JsonText key = new JsonText();
    private final JsonText other = new JsonText();

    private int[] objects = new int[INITIAL_SLOTS];
    private int[] hashes = new int[INITIAL_SLOTS];
    private int[] starts = new int[INITIAL_SLOTS];
    private int[] ends = new int[INITIAL_SLOTS];
    private int firstObject = 1;
    private int lastObject;
    private int size;

    /** Forgets all keys. */
    void clear() {
        if (lastObject > Integer.MAX_VALUE / 2) {
            Arrays.fill(objects, 0);
            lastObject = 0;
        }
        firstObject = lastObject + 1;
        size = 0;
    }

    /** A number for one object, under which its keys are kept. */
    int open() {
        return ++lastObject;
    }

    /** Keeps the key {@code in[start, end)} of {@code object}; false where the object has it already. */
    boolean add(int object, byte[] in, int start, int end, boolean escaped) {
        key.read(in, start, end, escaped);
        int hash = hash(object);
        int slot = hash & (objects.length - 1);
        while (objects[slot] >= firstObject) {
            if (objects[slot] == object && hashes[slot] == hash && same(in, slot)) {
                return false;
            }
            slot = (slot + 1) & (objects.length - 1);
        }
        put(slot, object, hash, start, end);
        if (++size > objects.length / 2) {
            grow();
        }
        return true;
    }

    private int hash(int object) {
        long hash = (object + (long) key.length() * Integer.MAX_VALUE) * multiplier;
        int at = key.start;
        while (at + Long.BYTES <= key.end) {
            hash = mixed(hash ^ (long) WORDS.get(key.bytes, at));
            at += Long.BYTES;
        }
        long rest = 0;
        while (at < key.end) {
            rest = (rest << Byte.SIZE) | (key.bytes[at++] & 0xff);
        }
        return (int) mixed(hash ^ rest);
    }

    private long mixed(long word) {
        long product = word * multiplier;
        return product ^ (product >>> 32);
    }

    private boolean same(byte[] in, int slot) {
        other.read(in, starts[slot], ends[slot]);
        return Arrays.equals(key.bytes, key.start, key.end, other.bytes, other.start, other.end);
    }

    private void put(int slot, int object, int hash, int start, int end) {
        objects[slot] = object;
        hashes[slot] = hash;
        starts[slot] = start;
        ends[slot] = end;
    }

    private void grow() {
        int[] oldObjects = objects;
        int[] oldHashes = hashes;
        int[] oldStarts = starts;
        int[] oldEnds = ends;
        int slots = 2 * oldObjects.length;
        objects = new int[slots];
        hashes = new int[slots];
        starts = new int[slots];
        ends = new int[slots];
        for (int i = 0; i < oldObjects.length; i++) {
            if (oldObjects[i] >= firstObject) {
                int slot = oldHashes[i] & (slots - 1);
                while (objects[slot] != 0) {
                    slot = (slot + 1) & (slots - 1);
                }
                put(slot, oldObjects[i], oldHashes[i], oldStarts[i], oldEnds[i]);
            }
        }
    }
}
