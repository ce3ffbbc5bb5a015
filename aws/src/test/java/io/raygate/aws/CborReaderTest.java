// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.aws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CborReaderTest {

    /** {"a": [1, -2, true, null, 1.5], "b": h'0102', "c": "ü"}, the list and the outer map without a length. */
    private static final String ANSWER = "bf 6161 9f 01 21 f5 f6 f93e00 ff 6162 420102 6163 62c3bc ff";

    @Test
    void read_answer_givesItsValues() {
        assertThat(CborReader.read(bytes(ANSWER))).isInstanceOfSatisfying(Map.class, answer -> {
            assertThat(answer.get("a")).isEqualTo(Arrays.asList(1L, -2L, true, null, 1.5));
            assertThat((byte[]) answer.get("b")).containsExactly(1, 2);
            assertThat(answer.get("c")).isEqualTo("ü");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "17, 23",
        "1818, 24",
        "190100, 256",
        "1a00010000, 65536",
        "1b0000000100000000, 4294967296",
        "38ff, -256",
        "c11903e8, 1000"
    })
    void read_number_isALong(String hex, long value) {
        assertThat(CborReader.read(bytes(hex))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"fa3fc00000, 1.5", "fb3ff8000000000000, 1.5"})
    void read_float_isADouble(String hex, double value) {
        assertThat(CborReader.read(bytes(hex))).isEqualTo(value);
    }

    @Test
    void read_textInChunks_isOneText() {
        assertThat(CborReader.read(bytes("7f 6161 626263 ff"))).isEqualTo("abc");
    }

    @Test
    void read_truncatedAnywhere_isRefused() {
        byte[] answer = bytes(ANSWER);
        for (int length = 0; length < answer.length; length++) {
            byte[] part = Arrays.copyOf(answer, length);
            assertThatThrownBy(() -> CborReader.read(part))
                    .as("%d bytes", length)
                    .isInstanceOf(UnexpectedAnswerException.class)
                    .hasMessageStartingWith("the answer is not CBOR: ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01 01",
                "a1 01 01",
                "1c",
                "1f",
                "ff",
                "e0",
                "5f 6161 ff",
                "7f 7f ff ff",
                "5bffffffffffffffff",
                "9affffffff",
                "ba7fffffff",
                "8181818181818181818181818181818181818101"
            })
    void read_malformed_isRefused(String hex) {
        assertThatThrownBy(() -> CborReader.read(bytes(hex))).isInstanceOf(UnexpectedAnswerException.class);
    }

    /** A MiB of empty maps would take some sixty. */
    @ParameterizedTest
    @ValueSource(bytes = {(byte) 0xa0, (byte) 0x80, 0x60, 0x40, 0x01})
    void read_manyItems_isRefused(byte item) {
        byte[] answer = new byte[1 << 20];
        Arrays.fill(answer, item);
        answer[0] = (byte) 0x9f;
        answer[answer.length - 1] = (byte) 0xff;

        assertThatThrownBy(() -> CborReader.read(answer)).hasMessageContaining("too many items");
    }

    /** Whatever comes is a value or is refused; nothing else is thrown. */
    @Test
    void read_flippedAndRandomBytes_isAValueOrRefused() {
        Random random = new Random(2026);
        byte[] answer = bytes(ANSWER);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = i % 2 == 0 ? answer.clone() : new byte[random.nextInt(64)];
            if (i % 2 == 0) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            } else {
                random.nextBytes(bytes);
            }
            readOrRefuse(bytes);
        }
    }

    @Test
    void isMap_jsonAndText_isFalse() {
        assertThat(List.of("{}", "[]", " {", "<html>"))
                .noneMatch(text -> CborReader.isMap(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(CborReader.isMap(new byte[0])).isFalse();
        assertThat(CborReader.isMap(bytes("a0"))).isTrue();
        assertThat(CborReader.isMap(bytes("bfff"))).isTrue();
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            CborReader.read(bytes);
        } catch (UnexpectedAnswerException refused) {
            assertThat(refused).hasMessageStartingWith("the answer is not CBOR: ");
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
