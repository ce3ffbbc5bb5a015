// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.spans;

import java.util.Arrays;

/** Ints in an array that grows; emptied, it keeps the array unless that is large. */
final class IntList {

    /** 64 KiB: more is wanted by unusual requests only. */
    private static final int KEPT_INTS = 16 * 1024;

    private int[] ints = new int[64];
    private int size;

    void add(int value) {
        if (size == ints.length) {
            ints = Arrays.copyOf(ints, 2 * size);
        }
        ints[size++] = value;
    }

    int get(int index) {
        return ints[index];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        if (ints.length > KEPT_INTS) {
            ints = new int[KEPT_INTS];
        }
    }
}
