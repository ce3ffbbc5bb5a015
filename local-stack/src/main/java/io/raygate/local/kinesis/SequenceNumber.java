// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record lies, written as 56 decimal digits, so that the order of the texts is that of the numbers:
 *
 * <pre>
 * +----+------------------------+---------------+---------------------------------+
 * | 49 | stream created, millis | shard index   | position in its shard, from 1   |
 * | 2  | 14 digits              | 6 digits      | 34 digits                       |
 * +----+------------------------+---------------+---------------------------------+
 * </pre>
 *
 * Position 0 is the starting sequence number of a shard; no record has it.
 */
record SequenceNumber(long streamCreatedMillis, int shard, long position) {

    private static final Pattern FORMAT = Pattern.compile("49(\\d{14})(\\d{6})0{15}(\\d{19})");

    SequenceNumber {
        if (streamCreatedMillis < 0 || streamCreatedMillis >= 100_000_000_000_000L || shard < 0 || shard > 999_999) {
            throw new IllegalArgumentException("streamCreatedMillis=" + streamCreatedMillis + ", shard=" + shard);
        }
        if (position < 0) {
            throw new IllegalArgumentException("position=" + position);
        }
    }

    /** Empty where no stream of this process can have given the text. */
    static Optional<SequenceNumber> parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches() || matcher.group(3).compareTo(Long.toString(Long.MAX_VALUE)) > 0) {
            return Optional.empty();
        }
        return Optional.of(new SequenceNumber(
                Long.parseLong(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(56).append("49");
        append(text, streamCreatedMillis, 14);
        append(text, shard, 6);
        append(text, position, 34);
        return text.toString();
    }

    private static void append(StringBuilder text, long value, int digits) {
        String plain = Long.toString(value);
        text.repeat('0', digits - plain.length()).append(plain);
    }
}
