// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The records of one shard by position: a ring that grows by doubling, takes at the end and trims at the front.
 * Positions start at 1 and are never given twice. Not thread-safe: its stream guards it.
 */
final class RecordLog {

    private static final int INITIAL_CAPACITY = 16;

    private @Nullable StoredRecord[] ring = new StoredRecord[INITIAL_CAPACITY];
    private long first = 1;
    private long next = 1;

    /** Of the oldest record; the same as {@link #next()} where the log is empty. */
    long first() {
        return first;
    }

    /** That the next record will get. */
    long next() {
        return next;
    }

    boolean isEmpty() {
        return first == next;
    }

    void append(StoredRecord entry) {
        if (next - first == ring.length) {
            grow();
        }
        ring[slot(next)] = entry;
        next++;
    }

    StoredRecord get(long position) {
        StoredRecord entry = position < first || position >= next ? null : ring[slot(position)];
        if (entry == null) {
            throw new IndexOutOfBoundsException("position=" + position + ", first=" + first + ", next=" + next);
        }
        return entry;
    }

    StoredRecord removeFirst() {
        StoredRecord removed = get(first);
        ring[slot(first)] = null;
        first++;
        return removed;
    }

    /** The position of the first record that came at or after the given time; {@link #next()} where none did. */
    long firstAt(Instant time) {
        long low = first;
        long high = next;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (get(middle).approximateArrival().isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int slot(long position) {
        return (int) (position & (ring.length - 1));
    }

    private void grow() {
        @Nullable StoredRecord[] larger = new StoredRecord[ring.length * 2];
        for (long position = first; position < next; position++) {
            larger[(int) (position & (larger.length - 1))] = ring[slot(position)];
        }
        ring = larger;
    }
}
