// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.raygate.edge.intake.DocumentEncoder.EncodedDocument.Bytes;
import io.raygate.edge.intake.DocumentEncoder.EncodedDocument.Refused;
import io.raygate.edge.observe.RejectReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DocumentEncoderTest {

    private final DocumentEncoder encoder = new DocumentEncoder(8);

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\0", "12345678", "€ü", "\ud83d\ude00\ud83d\ude00"})
    void encode_text_isItsUtf8(String text) {
        assertThat(((Bytes) encoder.encode(text)).bytes()).isEqualTo(UTF_8.encode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789", "1234567ü", "123456€", "12345\ud83d\ude00"})
    void encode_aByteTooMuch_isRefused(String text) {
        assertThat(((Refused) encoder.encode(text)).reason()).isEqualTo(RejectReason.OVERSIZE_DOCUMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\ud83d", "\ude00", "a\ud83d", "\ud83da", "\ude00\ud83d", "\ud83d\ud83d\ude00", "1234567\ud83d"})
    void encode_halfOfAPair_isRefused(String text) {
        assertThat(((Refused) encoder.encode(text)).reason()).isEqualTo(RejectReason.NOT_UNICODE);
    }

    @Test
    void encode_empty_isRefused() {
        assertThat(((Refused) encoder.encode("")).reason()).isEqualTo(RejectReason.EMPTY_DOCUMENT);
    }

    @Test
    void encode_afterARefusal_startsAnew() {
        encoder.encode("\ud83d");
        encoder.encode("123456789");

        assertThat(((Bytes) encoder.encode("abc")).bytes()).isEqualTo(UTF_8.encode("abc"));
    }
}
