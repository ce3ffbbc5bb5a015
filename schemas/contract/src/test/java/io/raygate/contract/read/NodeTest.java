// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.contract.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NodeTest {

    @Test
    void readers_everyType_returnWhatIsWritten() {
        Node file = YamlFile.read("""
                text: shop
                shared: true
                count: 7
                share: 5.0e-2
                list: [a, b]
                nothing:
                "a/b~c": {d: 1}
                """);

        assertThat(file.required("text").text()).isEqualTo("shop");
        assertThat(file.required("shared").bool()).isTrue();
        assertThat(file.required("count").integer(1, 7)).isEqualTo(7);
        assertThat(file.required("count").number()).isEqualTo(7L);
        assertThat(file.required("share").number(0, 1)).isEqualTo(0.05);
        assertThat(file.required("share").number()).isEqualTo(0.05);
        assertThat(YamlFile.read("a: 1.0").required("a").number()).isEqualTo(1L);
        assertThat(YamlFile.read("a: 1e3").required("a").number()).isEqualTo(1000L);
        assertThat(YamlFile.read("a: 1e21").required("a").number()).isEqualTo(1e21);
        assertThat(file.required("list").items(2)).extracting(Node::text).containsExactly("a", "b");
        assertThat(file.member("nothing")).isEmpty();
        assertThat(file.required("a/b~c").required("d").path()).isEqualTo("/a~1b~0c/d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text      | 5             | /key: 5 is not a string; put it in quotes
            text      | no            | /key: no means different things to different readers of YAML; put it in quotes
            text      | 0777          | /key: 0777 means different things to different readers of YAML; put it in quotes
            text      | [a]           | /key: the list is not a string
            text      | {}            | /key: the object is not a string
            short     | abcdef        | /key: "abcdef" has 6 characters; write 1 to 5
            short     | ""            | /key: "" has 0 characters; write 1 to 5
            lower     | Shop          | /key: "Shop" is not lower case
            bool      | yes           | /key: yes is not a boolean; write true or false
            bool      | "true"        | /key: "true" is not a boolean; write true or false
            integer   | 8             | /key: 8 is not a whole number from 1 to 7
            integer   | 1.0           | /key: 1.0 is not a whole number from 1 to 7
            integer   | 99999999999999999999 | /key: 99999999999999999999 is not a whole number from 1 to 7
            number    | .nan          | /key: .nan is not a number from 0 to 0.5
            number    | "0.1"         | /key: "0.1" is not a number from 0 to 0.5
            number    | 0.6           | /key: 0.6 is not a number from 0 to 0.5
            items     | {}            | /key: the object is not a list
            items     | []            | /key: the list has 0 entries; write 1 to 2
            only      | {a: 1, x: 2}  | /key/x: is not known here; write a, b
            only      | [a]           | /key: the list is not an object
            member    | {b: 2}        | /key/a: is missing; write its name
            member    | {a: ~}        | /key/a: is missing; write its name
            choice    | lax           | /key: "lax" is not known; write repair, strict
            """)
    void readers_wrongValue_namePathFindingAndRemedy(String reader, String value, String message) {
        Node node = YamlFile.read("key: " + value).required("key");

        assertThatThrownBy(() -> reader(reader).apply(node))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(message);
    }

    @Test
    void written_anyScalar_isAsItStands() {
        Node file = YamlFile.read("{a: 1.40, b: no, c: 'x', d: 0x1F}");

        assertThat(file.members().values()).extracting(Node::written).containsExactly("1.40", "no", "x", "0x1F");
        assertThat(YamlFile.read("a: '1e3'").required("a").numberAsWritten(0, 1000))
                .isEqualTo(1000);
    }

    @Test
    void message_longValueWithLineBreaks_isOneShortLine() {
        Node node = JsonFile.read("{\"a\":\"x\\n{\\\"_aws\\\":{}}" + "y".repeat(5_000) + "\"}")
                .required("a");

        assertThat(node.invalid("is " + "z".repeat(5_000)).getMessage())
                .startsWith("/a: \"x {\"_aws\":{}}yyy")
                .hasLineCount(1)
                .hasSize(1_001);
    }

    private static Function<Node, Object> reader(String name) {
        return switch (name) {
            case "text" -> Node::text;
            case "short" -> node -> node.text(5);
            case "lower" -> node -> node.text("[a-z]+", "is not lower case");
            case "bool" -> Node::bool;
            case "integer" -> node -> node.integer(1, 7);
            case "number" -> node -> node.number(0, 0.5);
            case "items" -> node -> node.items(2);
            case "only" -> node -> node.only(Set.of("b", "a"));
            case "member" -> node -> node.required("a", "write its name");
            case "choice" -> node -> node.choice(any -> Optional.empty(), List.of("repair", "strict"));
            default -> throw new IllegalArgumentException(name);
        };
    }
}
