// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.read;

import io.raygate.contract.read.Node.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonFileTest {

    @Test
    void read_everyType_hasItsKind() {
        Node file = JsonFile.read("{\"a\":[1.50,true,false,null,\"no\"],\"b\":{}}");

        assertThat(file.required("a").items())
                .extracting(Node::kind)
                .containsExactly(Kind.NUMBER, Kind.BOOLEAN, Kind.BOOLEAN, Kind.NULL, Kind.STRING);
        assertThat(file.required("a").items().getFirst().written()).isEqualTo("1.50");
        assertThat(file.required("a").items().getFirst().path()).isEqualTo("/a/0");
        assertThat(file.required("b").members()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                 | it is empty; write JSON
            {} {}              | it has content after the JSON value; remove it
            {"a":1,"a":2}      | line 1: Duplicate field 'a'; write JSON
            """)
    void read_unusable_saysWhy(String text, String message) {
        assertThatThrownBy(() -> JsonFile.read(text == null ? "" : text))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(message);
    }

    @Test
    void read_brokenOrDeep_isRefusedInOneLine() {
        assertThatThrownBy(() -> JsonFile.read("{\"a\":\n tru"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith("line 2: ");
        assertThatThrownBy(() -> JsonFile.read("[".repeat(100_000))).isInstanceOf(InvalidFileException.class);
    }
}
