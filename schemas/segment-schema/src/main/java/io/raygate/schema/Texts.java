// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

/** What strings must look like, and how they are made so. Characters are Unicode code points. */
final class Texts {

    private static final byte[] AWS = {'a', 'w', 's'};
    private static final byte[] REMOTE = {'r', 'e', 'm', 'o', 't', 'e'};
    private static final byte[] SUBSEGMENT = {'s', 'u', 'b', 's', 'e', 'g', 'm', 'e', 'n', 't'};
    private static final String NAME_PUNCTUATION = "_.:/%&#=+-@ ";
    private static final int ID_LENGTH = 16;
    private static final int W3C_TRACE_ID_LENGTH = 32;
    private static final int TRACE_ID_LENGTH = 35;
    private static final int EPOCH_START = 2;
    private static final int EPOCH_END = 10;

    private static final int ASCII = 0x80;
    private static final boolean[] NAME_CHARACTERS = new boolean[ASCII];

    static {
        for (int c = 0; c < ASCII; c++) {
            NAME_CHARACTERS[c] = isAlphanumeric(c) || NAME_PUNCTUATION.indexOf(c) >= 0;
        }
    }

    private Texts() {}

    static boolean isId(JsonText text) {
        return text.length() == ID_LENGTH && Hex.all(text.bytes, text.start, text.end);
    }

    static boolean isTraceId(JsonText text) {
        byte[] in = text.bytes;
        int at = text.start;
        return text.length() == TRACE_ID_LENGTH
                && in[at] == '1'
                && in[at + 1] == '-'
                && Hex.all(in, at + EPOCH_START, at + EPOCH_END)
                && in[at + EPOCH_END] == '-'
                && Hex.all(in, at + EPOCH_END + 1, text.end);
    }

    static boolean isW3cTraceId(JsonText text) {
        return text.length() == W3C_TRACE_ID_LENGTH && Hex.all(text.bytes, text.start, text.end);
    }

    static boolean isNamespace(JsonText text) {
        return text.is(AWS) || text.is(REMOTE);
    }

    static boolean isSubsegment(JsonText text) {
        return text.is(SUBSEGMENT);
    }

    /** Whether every character may stand in a name; X-Ray Developer Guide, "Segment documents", and its schema. */
    static boolean isName(JsonText text) {
        int at = text.start;
        while (at < text.end) {
            byte lead = text.bytes[at];
            if (!isNameCharacter(lead >= 0 ? lead : Utf8.codePoint(text.bytes, at))) {
                return false;
            }
            at += Utf8.size(lead);
        }
        return text.length() > 0;
    }

    static boolean isNameCharacter(int c) {
        if (c < ASCII) {
            return NAME_CHARACTERS[c];
        }
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    static boolean isAnnotationKey(JsonText text) {
        for (int i = text.start; i < text.end; i++) {
            if (!isAnnotationKeyCharacter(text.bytes[i])) {
                return false;
            }
        }
        return text.length() > 0 && text.length() <= DocumentShapes.MAX_ANNOTATION_KEY;
    }

    /** Letters, digits, underscore (SDK guides) and dot, which X-Ray takes too by now. */
    static boolean isAnnotationKeyCharacter(int c) {
        return isAlphanumeric(c) || c == '_' || c == '.';
    }

    private static boolean isAlphanumeric(int c) {
        int lower = c | 0x20;
        return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
    }
}
