// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.intake;

import io.raygate.edge.intake.BodyParser.ParsedBody;
import io.raygate.edge.intake.BodyParser.ParsedBody.Documents;
import io.raygate.edge.intake.BodyParser.ParsedBody.Malformed;
import io.raygate.edge.json.UntrustedJson;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BodyParserTest {

    private static final String TWO = """
            {"Later": {"a": [1, {"TraceSegmentDocuments": 5}]}, "TraceSegmentDocuments": ["{\\"id\\":\\"\\u00fc\\"}", "€\\ud83d\\ude00"],
            "More": null}""";

    private final BodyParser parser = new BodyParser(64 * 1024, 3, 1_000);

    @Test
    void parse_documentsAmongOtherMembers_givesTheirTexts() {
        assertThat(parse(TWO))
                .isEqualTo(new Documents(List.of(Optional.of("{\"id\":\"ü\"}"), Optional.of("€\ud83d\ude00"))));
    }

    @Test
    void parse_noDocuments_isAnEmptyList() {
        assertThat(parse("{\"TraceSegmentDocuments\":[]}")).isEqualTo(new Documents(List.of()));
    }

    @Test
    void parse_truncatedAtEachByte_isMalformed() {
        byte[] whole = TWO.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            assertThat(parser.parse(Arrays.copyOf(whole, length)))
                    .as("the first %d bytes", length)
                    .isInstanceOf(Malformed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"TraceSegmentDocuments\"",
                "{}",
                "{\"tracesegmentdocuments\":[]}",
                "{\"TraceSegmentDocuments\":null}",
                "{\"TraceSegmentDocuments\":\"a\"}",
                "{\"TraceSegmentDocuments\":{}}",
                "{\"TraceSegmentDocuments\":[null]}",
                "{\"TraceSegmentDocuments\":[\"a\",null]}",
                "{\"TraceSegmentDocuments\":[5]}",
                "{\"TraceSegmentDocuments\":[{\"id\":\"1\"}]}",
                "{\"TraceSegmentDocuments\":[[\"a\"]]}",
                "{\"TraceSegmentDocuments\":[\"a\",]}",
                "{\"TraceSegmentDocuments\":[\"a\"]]}",
                "{\"TraceSegmentDocuments\":[\"a\"]} {}",
                "{\"TraceSegmentDocuments\":[\"a\"]}x",
                "{\"TraceSegmentDocuments\":[\"a\"],\"TraceSegmentDocuments\":[\"b\"]}",
                "{\"TraceSegmentDocuments\":[\"a\"],\"TraceSegment\\u0044ocuments\":[]}",
                "{\"TraceSegmentDocuments\":[\"\\x\"]}",
                "{\"TraceSegmentDocuments\":[\"line\nfeed\"]}",
                "{'TraceSegmentDocuments':['a']}",
                "{\"TraceSegmentDocuments\":[\"a\"],\"x\":NaN}",
            })
    void parse_anythingElse_isMalformed(String body) {
        assertThat(parse(body)).isInstanceOf(Malformed.class);
    }

    @Test
    void parse_moreThanTheMostDocuments_isMalformed() {
        assertThat(parse("{\"TraceSegmentDocuments\":[\"1\",\"2\",\"3\"]}")).isInstanceOf(Documents.class);
        assertThat(parse("{\"TraceSegmentDocuments\":[\"1\",\"2\",\"3\",\"4\"]}"))
                .isEqualTo(new Malformed("More than 3 documents, which raygate.intake.max-documents allows"));
    }

    @Test
    void parse_bytesThatAreNotUtf8_isMalformed() {
        for (int bad : new int[] {0x80, 0xc3, 0xff}) {
            byte[] body = "{\"TraceSegmentDocuments\":[\"a?b\"]}".getBytes(StandardCharsets.US_ASCII);
            body[28] = (byte) bad;
            assertThat(parser.parse(body)).as("byte 0x%x", bad).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void parse_utf16AndUtf32_isMalformed() {
        for (String charset : List.of("UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE")) {
            assertThat(parser.parse("{\"TraceSegmentDocuments\":[\"a\"]}".getBytes(Charset.forName(charset))))
                    .as(charset)
                    .isEqualTo(new Malformed("The body is not UTF-8"));
        }
    }

    @Test
    void parse_documentLongerThanAnyMayBe_makesNoTextOfIt() {
        String largest = "x".repeat(1_000);

        assertThat(parse("{\"TraceSegmentDocuments\":[\"" + largest + "\",\"" + largest + "y\"]}"))
                .isEqualTo(new Documents(List.of(Optional.of(largest), Optional.empty())));
    }

    @Test
    void parse_longName_isMalformed() {
        String longest = "n".repeat(UntrustedJson.MAX_NAME_CHARS);

        assertThat(parse("{\"" + longest + "\":1,\"TraceSegmentDocuments\":[]}"))
                .isInstanceOf(Documents.class);
        assertThat(parse("{\"" + longest + "n\":1,\"TraceSegmentDocuments\":[]}"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void parse_deeplyNested_isMalformed() {
        assertThat(parse("{\"a\":".repeat(10_000))).isInstanceOf(Malformed.class);
        assertThat(parse("{\"a\":" + "[".repeat(60_000))).isInstanceOf(Malformed.class);
    }

    @Test
    void parse_randomFlips_neverThrows() {
        var random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = TWO.getBytes(StandardCharsets.UTF_8);
            for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            assertThat(parser.parse(body)).isNotNull();
        }
    }

    private ParsedBody parse(String body) {
        return parser.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
