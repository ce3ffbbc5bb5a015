// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** One open object or array. Kept and used again for each document; filled by {@link Walk}. */
final class Frame {

    /** An item of an array has this instead of a key. */
    static final int NO_KEY = -1;

    Shape shape = Shape.FREE;
    /** Number of the object in the {@link KeyTable}. */
    int object;
    /** {@link Mark#bit()} of each field seen and kept. */
    long seen;
    /** {@link Field#bit} of each documented field seen. */
    long fields;
    /** The byte behind the opening bracket. */
    int open;
    /** The byte behind the last member that stays; {@link #open} before there is one. */
    int keptEnd;
    /** The byte behind the last member, kept or not; {@link #open} before there is one. */
    int end;

    /** Members that stay. */
    int kept;

    /** Where the present member starts: its key's quote, or an item's first byte. */
    int memberStart;
    /** The key without quotes, or {@link #NO_KEY}. */
    int keyStart;

    int keyEnd;
    boolean keyEscaped;
    int index;

    /** The rule for the present member. */
    Field field = DocumentShapes.ANYTHING;

    /** The text of name, without quotes; 0 where there is none, or it is no text. */
    int nameStart;

    int nameEnd;
    boolean nameEscaped;
    int nameLength;

    /** The numbers of start_time and end_time; 0 where there is none. */
    int startFrom;

    int startTo;
    int endFrom;
    int endTo;

    /** in_progress, which can turn out to be wrong only at the end of its object. */
    int progressStart;

    int progressEnd;
    int progressNext;
    int progressKept;

    void begin(Shape newShape, int newObject, int behindBracket) {
        shape = newShape;
        object = newObject;
        seen = 0;
        fields = 0;
        open = behindBracket;
        keptEnd = behindBracket;
        end = behindBracket;
        kept = 0;
        keyStart = NO_KEY;
        index = -1;
        nameStart = 0;
        startFrom = 0;
        endFrom = 0;
        progressStart = -1;
        progressNext = -1;
    }

    /** Notes the documented {@code field}; false where it was there already. */
    boolean first(Field documented) {
        boolean first = (fields & documented.bit) == 0;
        fields |= documented.bit;
        return first;
    }

    boolean has(Mark mark) {
        return (seen & mark.bit()) != 0;
    }

    /** Notes that the present member stays and ends at {@code end}; {@code field} is its rule. */
    void keep(Field field, int end) {
        if (field.mark == Mark.IN_PROGRESS) {
            progressStart = memberStart;
            progressEnd = end;
            progressKept = keptEnd;
        }
        seen |= field.mark.bit();
        keptEnd = end;
        kept++;
    }

    /** Notes where the member behind the present one starts. */
    void next(int start) {
        if (progressStart >= 0 && progressNext < 0) {
            progressNext = start;
        }
    }
}
