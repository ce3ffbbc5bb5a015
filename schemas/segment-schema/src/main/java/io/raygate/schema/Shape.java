// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one kind of object, found by a perfect hash of the key's first and last eight bytes. Objects are open: a key
 * that is not listed follows {@link #other}. Immutable once built; {@link DocumentShapes} builds them all.
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

    /** One slot in eight holds a field, so that some hundred multipliers find one without a collision. */
    private static final int SLOTS_PER_FIELD = 8;

    private static final int MAX_MULTIPLIERS = 10_000;

    private final Role role;
    private @Nullable Field[] table = {};
    private List<Field> fields = List.of();
    private long multiplier;
    private int shift;

    Shape(Role role) {
        this.role = role;
    }

    /** Once, before the shape is used; not in the constructor because subsegments hold subsegments. */
    Shape with(Field... listed) {
        if (listed.length >= Long.SIZE) {
            throw new IllegalArgumentException("fields=" + listed.length);
        }
        fields = List.of(listed);
        for (int i = 0; i < listed.length; i++) {
            listed[i].bit = 1L << i;
        }
        int slots = Integer.highestOneBit(listed.length * SLOTS_PER_FIELD);
        shift = Long.SIZE - Integer.numberOfTrailingZeros(slots);
        SplittableRandom random = new SplittableRandom(slots);
        for (int i = 0; i < MAX_MULTIPLIERS; i++) {
            multiplier = random.nextLong() | 1;
            table = new @Nullable Field[slots];
            if (fields.stream().allMatch(this::put)) {
                return this;
            }
        }
        throw new IllegalStateException("there is no perfect hash for " + fields.size() + " fields");
    }

    private boolean put(Field field) {
        int slot = slot(field.head, field.tail);
        boolean free = table[slot] == null;
        table[slot] = field;
        return free;
    }

    Role role() {
        return role;
    }

    boolean isEntity() {
        return role == Role.DOCUMENT || role == Role.SUBSEGMENT;
    }

    /** What is listed, in no order that matters. */
    List<Field> fields() {
        return fields;
    }

    /** The rule for {@code in[start, end)}, an unescaped key, compared whole. */
    Field find(byte[] in, int start, int end) {
        if (shift == 0) {
            return other();
        }
        int length = end - start;
        long head = Words.head(in, start, length);
        long tail = Words.tail(in, start, length);
        Field field = table[slot(head, tail)];
        return field != null && field.head == head && field.tail == tail && isWhole(field.key, in, start, length)
                ? field
                : other();
    }

    /** Of a key with the same first and last eight bytes. */
    private static boolean isWhole(byte[] key, byte[] in, int start, int length) {
        return key.length == length
                && (length <= 2 * Long.BYTES || Arrays.equals(key, 0, length, in, start, start + length));
    }

    private Field other() {
        return role == Role.ANNOTATIONS ? ANNOTATION : ANY;
    }

    private int slot(long head, long tail) {
        return (int) (((head ^ Long.rotateLeft(tail, 7)) * multiplier) >>> shift);
    }
}
