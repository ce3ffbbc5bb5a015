// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** One open object or array. Kept and used again for each document; filled by {@link Walk}. */
final class Frame {

    Shape shape = Shape.FREE;
    boolean array;
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

    /** No member has been read yet. */
    boolean fresh;
    /** Where the present member starts: its key's quote, or an item's first byte. */
    int memberStart;
    /** Of an array: the number of the present item. */
    int index;
    /** The present member does not stay. */
    boolean dropped;
    /** The rule for the present member. */
    Field field = DocumentShapes.ANYTHING;

    /** The text of name, without quotes; 0 where there is none, or it is no text. */
    int nameStart;

    int nameEnd;

    /** The numbers of start_time and end_time; 0 where there is none. */
    int startFrom;

    int startTo;
    int endFrom;
    int endTo;

    /** in_progress, which can turn out to be wrong only at the end of its object. */
    int progressStart;

    int progressEnd;
    int progressKept;

    /** An object whose members are read next. */
    void beginObject(Shape newShape, int newObject, int behindBrace) {
        begin(behindBrace);
        array = false;
        shape = newShape;
        object = newObject;
        seen = 0;
        fields = 0;
        if (newShape.isEntity()) {
            nameStart = 0;
            startFrom = 0;
            endFrom = 0;
            progressStart = -1;
        }
    }

    /** An array of items that follow {@code rule}. */
    void beginArray(Field rule, int behindBracket) {
        begin(behindBracket);
        array = true;
        shape = Shape.FREE;
        field = rule;
        index = -1;
    }

    private void begin(int behindBracket) {
        open = behindBracket;
        keptEnd = behindBracket;
        end = behindBracket;
        kept = 0;
        fresh = true;
        dropped = false;
    }

    /** The first byte of the present member's key, without its quote. */
    int keyStart() {
        return memberStart + 1;
    }

    /** The closing quote of the present member's key. */
    int keyEnd(byte[] in) {
        return JsonSteps.closingQuote(in, memberStart + 1);
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

    /** The present member ends at {@code memberEnd} and stays, if its key does; the position behind it. */
    int kept(int memberEnd) {
        if (!dropped) {
            keep(field, memberEnd);
        }
        return memberEnd;
    }

    /** The same where rules have said what becomes of it. */
    int settled(Outcome outcome, int memberEnd) {
        if (outcome == Outcome.FAIL) {
            return JsonScanner.FAILED;
        }
        if (outcome == Outcome.DROP) {
            dropped = true;
        } else if (!dropped) {
            keep(outcome == Outcome.KEEP ? field : DocumentShapes.ANYTHING, memberEnd);
        }
        return memberEnd;
    }

    private void keep(Field rule, int memberEnd) {
        if (rule.mark == Mark.IN_PROGRESS) {
            progressStart = memberStart;
            progressEnd = memberEnd;
            progressKept = keptEnd;
        }
        seen |= rule.seenBit;
        keptEnd = memberEnd;
        kept++;
    }
}
