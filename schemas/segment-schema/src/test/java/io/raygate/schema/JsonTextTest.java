// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class JsonTextTest {

    private final JsonText text = new JsonText();

    @Test
    void read_nothingEscaped_pointsIntoTheInput() {
        byte[] in = "\"caf\u00e9\"".getBytes(UTF_8);

        text.read(in, 1, in.length - 1);

        assertThat(text.bytes()).isSameAs(in);
        assertThat(text.start()).isEqualTo(1);
        assertThat(text.is("caf\u00e9".getBytes(UTF_8))).isTrue();
        assertThat(text.is("caf".getBytes(UTF_8))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a\\u0062c, abc",
        "\\u00E9, \u00e9",
        "\\u20ac\\/, \u20ac/",
        "\\ud83d\\uDE00!, \ud83d\ude00!",
        "\\\\\\\"\\t\\n\\r\\b\\f, '\\\"\t\n\r\b\f'"
    })
    void read_escapes_areDecoded(String json, String decoded) {
        assertThat(content(json)).isEqualTo(decoded.getBytes(UTF_8));
    }

    @Test
    void read_loneSurrogates_stayDifferent() {
        assertThat(content("\\ud800")).containsExactly(0xed, 0xa0, 0x80);
        assertThat(content("\\udfff")).containsExactly(0xed, 0xbf, 0xbf);
        assertThat(content("\\ud800\\ud800")).hasSize(6);
        assertThat(content("\\ud800\\u0041")).containsExactly(0xed, 0xa0, 0x80, 'A');
    }

    @Test
    void read_longerThanBefore_growsTheBuffer() {
        String json = "\\n".repeat(1_000);

        assertThat(content("\\n")).hasSize(1);
        assertThat(content(json)).hasSize(1_000).containsOnly('\n');
    }

    private byte[] content(String json) {
        byte[] in = json.getBytes(UTF_8);
        text.read(in, 0, in.length);
        return Arrays.copyOfRange(text.bytes(), text.start(), text.end());
    }
}
