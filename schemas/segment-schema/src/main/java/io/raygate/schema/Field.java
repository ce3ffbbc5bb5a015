// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.charset.StandardCharsets;

/** The rule for one value: what it must be, and of which shape its parts are. Immutable once its shape is built. */
final class Field {

    static final int UNBOUNDED = Integer.MAX_VALUE;

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
    /** Tells the fields of one shape from each other; 0 where the field is not listed. */
    long bit;

    Field(String name, Kind kind, Mark mark, Shape shape, int maxLength) {
        this.name = name;
        this.kind = kind;
        this.mark = mark;
        this.shape = shape;
        this.item = this;
        this.maxLength = maxLength;
        this.key = name.getBytes(StandardCharsets.UTF_8);
    }

    private Field(String name, Field item) {
        this.name = name;
        this.kind = Kind.ARRAY;
        this.mark = Mark.NONE;
        this.shape = Shape.FREE;
        this.item = item;
        this.maxLength = UNBOUNDED;
        this.key = name.getBytes(StandardCharsets.UTF_8);
    }

    static Field array(String name, Field item) {
        return new Field(name, item);
    }
}
