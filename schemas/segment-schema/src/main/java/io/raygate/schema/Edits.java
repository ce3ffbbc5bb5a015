// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Changes to a byte range, noted in any order and made in one go. Of two that overlap the outer one is made: removing
 * an object removes the changes inside. Allocates nothing while there are none.
 */
final class Edits {

    /** Replaces {@code [start, end)}. */
    private record Edit(int start, int end, String text) {}

    private static final Comparator<Edit> OUTER_FIRST = Comparator.comparingInt(Edit::start)
            .thenComparingInt(edit -> edit.start == edit.end ? 0 : 1)
            .thenComparing(Comparator.comparingInt(Edit::end).reversed());

    private final List<Edit> edits = new ArrayList<>();

    void clear() {
        if (!edits.isEmpty()) {
            edits.clear();
        }
    }

    boolean isEmpty() {
        return edits.isEmpty();
    }

    void remove(int start, int end) {
        edits.add(new Edit(start, end, ""));
    }

    /** {@code text} is written as it is, in UTF-8. */
    void replace(int start, int end, String text) {
        edits.add(new Edit(start, end, text));
    }

    void insert(int at, String text) {
        edits.add(new Edit(at, at, text));
    }

    /** {@code in[offset, offset + length)} with all changes made. */
    byte[] apply(byte[] in, int offset, int length) {
        edits.sort(OUTER_FIRST);
        ByteBuilder out = new ByteBuilder(length + 64);
        int done = offset;
        for (Edit edit : edits) {
            if (edit.start < done) {
                continue;
            }
            out.append(in, done, edit.start);
            byte[] text = edit.text.getBytes(StandardCharsets.UTF_8);
            out.append(text, 0, text.length);
            done = edit.end;
        }
        out.append(in, done, offset + length);
        return out.toBytes();
    }
}
