// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What reads eight bytes at a time finds what one byte at a time does. */
class WordsTest {

    private static final int TEXTS = 20_000;
    private static final int MAX_LENGTH = 40;
    private static final String NEAR_THE_RULES = "\"\\{}[]09/:aAfFgG@`az \n\t\u0000\u001f!\u007f";

    private final SplittableRandom random = new SplittableRandom(36);

    private interface Search {

        int in(byte[] text, int from, int end);
    }

    @Test
    void plainEnd_anyBytes_isTheFirstThatEndsPlainText() {
        assertFirst(Words::plainEnd, b -> b < ' ' || b > 0x7f || b == '"' || b == '\\');
    }

    @Test
    void quoteOrEscape_anyBytes_isTheFirst() {
        assertFirst(Words::quoteOrEscape, b -> b == '"' || b == '\\');
    }

    @Test
    void digitsEnd_anyBytes_isTheFirstOther() {
        assertFirst(Words::digitsEnd, b -> b < '0' || b > '9');
    }

    @Test
    void structure_outsideStrings_isTheFirstBracketOrQuote() {
        for (int i = 0; i < TEXTS; i++) {
            byte[] text = text();
            for (int at = 0; at < text.length; at++) {
                text[at] = text[at] == 2 ? (byte) ' ' : text[at];
            }
            assertThat(Words.structure(text, 0, text.length))
                    .isEqualTo(first(text, 0, text.length, b -> "\"{}[]".indexOf(b) >= 0));
        }
    }

    @Test
    void skipSpaces_anyBytes_leavesFewerThanEight() {
        for (int i = 0; i < TEXTS; i++) {
            byte[] text = text();
            Arrays.fill(text, 0, random.nextInt(text.length + 1), (byte) ' ');
            int other = first(text, 0, text.length, b -> b != ' ');
            assertThat(Words.skipSpaces(text, 0, text.length)).isEqualTo(other - other % Long.BYTES);
        }
    }

    @Test
    void areHex_eachByteInEachPlace_isAsOneByteSays() {
        byte[] text = "09afAF5c".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < Long.BYTES; at++) {
            for (int b = 0; b <= 0xff; b++) {
                byte[] changed = text.clone();
                changed[at] = (byte) b;
                assertThat(Words.areHex(changed, 0)).isEqualTo(b < 0x80 && Character.digit(b, 16) >= 0);
            }
        }
    }

    @Test
    void headAndTail_eachLength_holdTheBytes() {
        for (int i = 0; i < TEXTS; i++) {
            byte[] text = text();
            int start = random.nextInt(text.length + 1);
            int length = random.nextInt(text.length - start + 1);
            assertThat(Words.head(text, start, length))
                    .isEqualTo(littleEndian(text, start, Math.min(length, Long.BYTES)));
            assertThat(Words.tail(text, start, length))
                    .isEqualTo(length <= Long.BYTES ? 0 : littleEndian(text, start + length - Long.BYTES, Long.BYTES));
        }
    }

    @Test
    void charactersEnd_eachStartOfFourBytes_isThatOfTheDecoder() {
        int[] seconds = {0, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        int[] others = {0, 0x7f, 0x80, 0xbf, 0xc0, 0xff};
        for (int lead = 0x80; lead <= 0xff; lead++) {
            for (int second : seconds) {
                for (int third : others) {
                    for (int fourth : others) {
                        assertCharacters(lead, second, third, fourth);
                    }
                }
            }
        }
    }

    @Test
    void charactersEnd_manyCharacters_isThatOfTheDecoder() {
        int[] leads = {0xc1, 0xc2, 0xd0, 0xdf, 0xe0, 0xe5, 0xed, 0xf0, 0xf4};
        int[] others = {0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xbf, 0xbf, 'a'};
        for (int i = 0; i < TEXTS / 10; i++) {
            int lead = leads[random.nextInt(leads.length)];
            int length = lead < 0xe0 ? 2 : 3;
            assertCharacters(random.ints(MAX_LENGTH, 0, 1_000)
                    .map(any -> any < 8 ? others[any] : any % length == 0 ? lead : others[any % 6])
                    .toArray());
            assertCharacters(IntStream.range(0, MAX_LENGTH)
                    .map(at -> at % length == 0 && random.nextInt(40) > 0 ? lead : others[random.nextInt(6)])
                    .toArray());
        }
    }

    private static void assertCharacters(int... bytes) {
        byte[] text = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[i] = (byte) bytes[i];
        }
        for (int end = 1; end <= text.length; end += 1 + end / 8) {
            int last = end;
            assertThat(Utf8.charactersEnd(text, 0, end))
                    .as(() -> Arrays.toString(text) + " to " + last)
                    .isEqualTo(decodedEnd(text, end));
        }
    }

    private static int decodedEnd(byte[] text, int end) {
        int at = 0;
        while (at < end && text[at] < 0) {
            int length = decodedLength(text, at, end);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return at;
    }

    /** How many of the bytes at {@code at} are one character; 0 where they start with none. */
    private static int decodedLength(byte[] text, int at, int end) {
        for (int length = 2; length <= Math.min(4, end - at); length++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, at, length));
                return length;
            } catch (CharacterCodingException e) {
                // it may be longer
            }
        }
        return 0;
    }

    private void assertFirst(Search search, IntPredicate wanted) {
        for (int i = 0; i < TEXTS; i++) {
            byte[] text = text();
            int from = random.nextInt(text.length + 1);
            int end = from + random.nextInt(text.length - from + 1);
            assertThat(search.in(text, from, end))
                    .as(() -> Arrays.toString(text) + " from " + from + " to " + end)
                    .isEqualTo(first(text, from, end, wanted));
        }
    }

    private static int first(byte[] text, int from, int end, IntPredicate wanted) {
        int at = from;
        while (at < end && !wanted.test(text[at] & 0xff)) {
            at++;
        }
        return at;
    }

    private static long littleEndian(byte[] text, int start, int length) {
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = (word << Byte.SIZE) | (text[start + i] & 0xff);
        }
        return word;
    }

    /** Mostly one kind of byte, so that what is looked for stands in every place. */
    private byte[] text() {
        byte[] text = new byte[random.nextInt(MAX_LENGTH)];
        byte usual = (byte) (random.nextBoolean() ? 'x' : '7');
        for (int i = 0; i < text.length; i++) {
            int near = NEAR_THE_RULES.charAt(random.nextInt(NEAR_THE_RULES.length()));
            text[i] = (byte)
                    switch (random.nextInt(16)) {
                        case 0 -> near;
                        case 1 -> random.nextInt(1 << Byte.SIZE);
                        default -> usual;
                    };
        }
        return text;
    }
}
