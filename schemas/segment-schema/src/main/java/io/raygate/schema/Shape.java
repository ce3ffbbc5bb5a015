// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one kind of object. Objects are open: a key that is not listed follows {@link #other}.
 * Immutable once built; {@link DocumentShapes} builds them all.
 */
final class Shape {

    /** What an object is for, as far as rules beyond single fields depend on it. */
    enum Role {
        PLAIN,
        DOCUMENT,
        SUBSEGMENT,
        EXCEPTION,
        ANNOTATIONS
    }

    /** An object of which nothing is known. */
    static final Shape FREE = new Shape(Role.PLAIN);

    private static final Field ANY = new Field("", Kind.ANY, Mark.NONE, FREE, Field.UNBOUNDED);
    private static final Field ANNOTATION =
            new Field("", Kind.ANNOTATION, Mark.NONE, FREE, DocumentShapes.MAX_ANNOTATION_VALUE);

    private final Role role;
    private @Nullable Field[] table = new @Nullable Field[1];
    private List<Field> fields = List.of();

    Shape(Role role) {
        this.role = role;
    }

    /** Once, before the shape is used; not in the constructor because subsegments hold subsegments. */
    Shape with(Field... listed) {
        int capacity = Integer.highestOneBit(Math.max(1, listed.length) * 4);
        table = new @Nullable Field[capacity];
        fields = List.of(listed);
        if (listed.length >= Long.SIZE) {
            throw new IllegalArgumentException("fields=" + listed.length);
        }
        for (int i = 0; i < listed.length; i++) {
            Field field = listed[i];
            field.bit = 1L << i;
            int slot = slot(field.key, 0, field.key.length);
            while (table[slot] != null) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = field;
        }
        return this;
    }

    Role role() {
        return role;
    }

    /** What is listed, in no order that matters. */
    List<Field> fields() {
        return fields;
    }

    /** The rule for {@code in[start, end)}, an unescaped key, compared whole. */
    Field find(byte[] in, int start, int end) {
        int slot = slot(in, start, end);
        for (Field field = table[slot]; field != null; field = table[slot]) {
            if (Arrays.equals(field.key, 0, field.key.length, in, start, end)) {
                return field;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return other();
    }

    private Field other() {
        return role == Role.ANNOTATIONS ? ANNOTATION : ANY;
    }

    private int slot(byte[] in, int start, int end) {
        if (start == end) {
            return 0;
        }
        return (31 * (end - start) + 7 * in[start] + 3 * in[end - 1] + in[start + (end - start) / 2])
                & (table.length - 1);
    }
}
