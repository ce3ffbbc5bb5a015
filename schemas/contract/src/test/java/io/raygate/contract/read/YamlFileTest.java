// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.read;

import io.raygate.contract.read.Node.Kind;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class YamlFileTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NUMBER    | 0
            NUMBER    | -1.5e+3
            NUMBER    | 123456789012
            BOOLEAN   | true
            NULL      | null
            NULL      | ~
            STRING    | 'no'
            STRING    | "5"
            STRING    | !!str 5
            STRING    | shop
            STRING    | 127.0.0.1
            STRING    | 2026-11-27
            STRING    | v1
            STRING    | 1.2.3
            STRING    | arn:aws:iam::1:role/x
            NUMBER    | 123456789012345
            AMBIGUOUS | 1234567890123456
            AMBIGUOUS | no
            AMBIGUOUS | Yes
            AMBIGUOUS | y
            AMBIGUOUS | OFF
            AMBIGUOUS | True
            AMBIGUOUS | 0777
            AMBIGUOUS | 0o17
            AMBIGUOUS | 0x1F
            AMBIGUOUS | 0b11
            AMBIGUOUS | 1_000
            AMBIGUOUS | +1
            AMBIGUOUS | .5
            AMBIGUOUS | 1.
            AMBIGUOUS | .inf
            AMBIGUOUS | -.INF
            AMBIGUOUS | .NaN
            AMBIGUOUS | 1:30
            OBJECT    | {a: 1}
            LIST      | [1]
            """)
    void read_value_hasItsKind(Kind kind, String value) {
        assertThat(YamlFile.read("key: " + value).members().get("key").kind()).isEqualTo(kind);
    }

    @Test
    void read_nothing_isNullOrAnEmptyObject() {
        assertThat(YamlFile.read("# nothing\n").kind()).isEqualTo(Kind.NULL);
        assertThat(YamlFile.readObject("").members()).isEmpty();
        assertThatThrownBy(() -> YamlFile.read("").required("a"))
                .hasMessage("the file, which is empty, is not an object");
    }

    @Test
    void read_alias_isTheValueAtItsOwnPath() {
        Node file = YamlFile.read("a: &x {b: [1]}\nc: *x");

        assertThat(file.required("c").required("b").items().getFirst().path()).isEqualTo("/c/b/0");
        assertThat(file.required("a").required("b").items().getFirst().path()).isEqualTo("/a/b/0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: 1⏎a: 2                 | line 2: duplicate key a; remove all but one
            a: &x [*x]                 | line 1: the alias leads nowhere; write YAML or JSON
            <<: {a: 1}                 | line 1: a key is not plain text; write YAML or JSON
            ? [a]⏎: 1                 | line 1: a key is not plain text; write YAML or JSON
            a: !!java.net.URL [x]      | line 1: the tag tag:yaml.org,2002:java.net.URL is not read; write YAML or JSON
            a: !!int 5                 | line 1: the tag tag:yaml.org,2002:int is not read; write YAML or JSON
            a: 1⏎---⏎b: 2            | line 2: a second document starts here; write YAML or JSON
            a: 1⏎no: 2                | line 2: the key no means different things to different readers of YAML; put it in quotes
            {a: 1, 0x1f: 2}            | line 1: the key 0x1f means different things to different readers of YAML; put it in quotes
            1.50: 2                    | line 1: the key 1.50 means different things to different readers of YAML; put it in quotes
            ~: 2                       | line 1: the key ~ means different things to different readers of YAML; put it in quotes
            b: 😀⏎a: "😀\\\\\\ud83d\\ude00" | line 2: \\ud83d is an escape of JSON that Argo CD does not read; write the character itself
            a: "\\\\/ \\/"           | line 1: \\/ is an escape of JSON that Argo CD does not read; write the character itself
            !!binary a: 1              | line 1: the tag tag:yaml.org,2002:binary is not read; write YAML or JSON
            {a:, b: 1}                 | line 1: the colon behind a is a part of it to some readers of YAML; write a space behind it
            a: !!int '5'               | line 1: the tag tag:yaml.org,2002:int is not read; write YAML or JSON
            a: [?b, c]                 | line 1: the question mark in ?b begins a key to some readers of YAML; put the text in quotes
            a: &x'y 1                  | line 1: the anchor x'y is read differently by others; write YAML or JSON
            &x a: 1                    | line 1: a key is not plain text; write YAML or JSON
            "\\U0000DE00": 1            | line 1: \\U0000DE00 is an escape of JSON that Argo CD does not read; write the character itself
            """)
    void read_whatIsNotTrusted_isRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() ->
                        YamlFile.read(text.replace('⏎', '\n')).required("a").text())
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "2026", "-1", "'no'", "\"0x1f\"", "10.0.0.1", "\"\\\\ud83d\"", "😀", "'\\ud83d😀'"})
    void read_keyThatAllReadersKnow_isTaken(String key) {
        assertThat(YamlFile.read(key + ": 1").members()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void read_deeplyNested_isRefused(String open) {
        assertThatThrownBy(() -> YamlFile.read(open.repeat(100_000)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("nested more than 50 deep");
    }

    @Test
    void read_manyAliases_isRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThatThrownBy(() -> YamlFile.read(bomb.toString())).hasMessageContaining("more than 10 aliases");
    }

    @Test
    void read_anyText_isReadOrRefusedInOneLine() {
        String whole = "a: {b: [1, 'x', \"y\"], c: &q no}\nd: *q\ne: |\n  text\nf: {\"g\": null}\n";
        String signs = "{}[]:,\"'!&*-?|>%#~.0e_\n\t @`\u0000\u2028\ufeff";
        SplittableRandom random = new SplittableRandom(20_261_127L);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at,
                        at + random.nextInt(2),
                        String.valueOf(signs.charAt(random.nextInt(signs.length())))
                                .repeat(random.nextInt(3)));
            }
            try {
                assertThat(YamlFile.read(text.toString())).isNotNull();
            } catch (InvalidFileException refused) {
                assertThat(refused.getMessage())
                        .as(text.toString())
                        .isNotBlank()
                        .hasLineCount(1);
            }
        }
    }
}
