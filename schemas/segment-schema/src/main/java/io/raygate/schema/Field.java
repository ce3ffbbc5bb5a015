// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The rule for one value: what it must be, and of which shape its parts are. Immutable once its shape is built. */
final class Field {

    static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final int NO_STRING = -1;

    final String name;
    final Kind kind;
    final Mark mark;
    /** Shape of an object; {@link Shape#FREE} where the kind is no object. */
    final Shape shape;
    /** Rule for the items of an array; itself where the kind is no array. */
    final Field item;
    /** Length of a string in code points. */
    final int maxLength;

    final byte[] key;
    /** The first and the last eight bytes of the key: {@link Words#head} and {@link Words#tail}. */
    final long head;

    final long tail;

    /** A well-formed string of at most so many bytes is right, and of no further interest; -1 where none is. */
    final int freeStringBytes;

    /** Whether each number within range is right, and of no further interest. */
    final boolean freeNumbers;

    /** {@link Mark#bit()} of the mark. */
    final long seenBit;

    /** Tells the fields of one shape from each other; 0 where the field is not listed. */
    long bit;

    Field(String name, Kind kind, Mark mark, Shape shape, int maxLength) {
        this(name, kind, mark, shape, null, maxLength);
    }

    private Field(String name, Kind kind, Mark mark, Shape shape, @Nullable Field item, int maxLength) {
        this.name = name;
        this.kind = kind;
        this.mark = mark;
        this.shape = shape;
        this.item = item == null ? this : item;
        this.maxLength = maxLength;
        this.key = name.getBytes(StandardCharsets.UTF_8);
        this.head = Words.head(key, 0, key.length);
        this.tail = Words.tail(key, 0, key.length);
        this.freeStringBytes = freeStringBytes(kind, mark, maxLength);
        this.freeNumbers = kind == Kind.ANY || kind == Kind.ANNOTATION || kind == Kind.NUMBER;
        this.seenBit = mark.bit();
    }

    static Field array(String name, Field item) {
        return new Field(name, Kind.ARRAY, Mark.NONE, Shape.FREE, item, UNBOUNDED);
    }

    /** Whether a value of the field may be an object. */
    boolean takesObject() {
        return kind == Kind.OBJECT || kind == Kind.CAUSE || kind == Kind.ANY;
    }

    /** Whether a value of the field may be an array. */
    boolean takesArray() {
        return kind == Kind.ARRAY || kind == Kind.ANY;
    }

    /** A string has at least as many bytes as code points. */
    private static int freeStringBytes(Kind kind, Mark mark, int maxLength) {
        return switch (kind) {
            case ANY -> UNBOUNDED;
            case STRING, ANNOTATION -> mark == Mark.ORIGIN ? NO_STRING : maxLength;
            default -> NO_STRING;
        };
    }
}
