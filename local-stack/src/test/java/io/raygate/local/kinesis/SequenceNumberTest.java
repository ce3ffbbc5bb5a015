// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceNumberTest {

    private static final long CREATED = 1_795_318_890_597L;

    @Test
    void toString_anyNumber_has56DigitsAndReadsBack() {
        SequenceNumber number = new SequenceNumber(CREATED, 12, Long.MAX_VALUE);

        assertThat(number.toString()).matches("[1-9]\\d{55}");
        assertThat(SequenceNumber.parse(number.toString())).contains(number);
    }

    @Test
    void toString_growingPositions_growAsText() {
        String ninth = new SequenceNumber(CREATED, 0, 9).toString();
        String tenth = new SequenceNumber(CREATED, 0, 10).toString();

        assertThat(tenth).isGreaterThan(ninth);
    }

    @Test
    void parse_foreignNumber_isEmpty() {
        assertThat(SequenceNumber.parse("0")).isEmpty();
        assertThat(SequenceNumber.parse("9".repeat(56))).isEmpty();
        assertThat(SequenceNumber.parse("49" + "0".repeat(35) + "9".repeat(19))).isEmpty();
    }
}
