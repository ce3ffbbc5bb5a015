// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.schema;

import io.raygate.schema.Verdict.Accepted;
import io.raygate.schema.Verdict.Rejected;
import io.raygate.schema.Verdict.Repaired;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The kinds of documents that field reports show: libraries for PHP, .NET, Ruby and Lua. Written with single quotes. */
class FieldReportsTest {

    private static final String HEAD = "{'name':'orders','id':'4c1d6a0f2b3e5d78',"
            + "'trace_id':'1-69278a40-5f0c2d1e9a8b7c6d5e4f3a2b','start_time':1764200000.1,'end_time':1764200000.4,";

    private final SegmentValidator repairing = SegmentValidator.of(ValidationMode.REPAIR);
    private final SegmentValidator strict = SegmentValidator.of(ValidationMode.STRICT);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PHP, no request, no answer | 'http':{'request':[],'response':[]} | 'http':{'request':{},'response':{}}",
                "PHP, inside a call | 'subsegments':[{'name':'pay','id':'587ec8d6e6abb153','start_time':1764200000.2,'end_time':1764200000.3,'http':{'response':[]}}] | 'subsegments':[{'name':'pay','id':'587ec8d6e6abb153','start_time':1764200000.2,'end_time':1764200000.3,'http':{'response':{}}}]",
                "PHP, no annotations | 'annotations':[],'metadata':[] | 'annotations':{},'metadata':{}",
                "Lua, no list | 'subsegments':{},'precursor_ids':{},'cause':{'exceptions':{},'paths':{}} | 'subsegments':[],'precursor_ids':[],'cause':{'exceptions':[],'paths':[]}",
                ".NET, words | 'aws':{'xray':{'auto_instrumentation':'True'}},'http':{'request':{'x_forwarded_for':'false'}} | 'aws':{'xray':{'auto_instrumentation':true}},'http':{'request':{'x_forwarded_for':false}}",
                "Ruby, frames of eval | 'cause':{'exceptions':[{'id':'00112233445566aa','cause':null,'stack':[{'path':'a.rb','line':'7'},{'path':'(eval at t.rb','line':'12)'}]}]} | 'cause':{'exceptions':[{'id':'00112233445566aa','cause':null,'stack':[{'path':'a.rb','line':7},{'path':'(eval at t.rb'}]}]}",
                "no parent | 'parent_id':'' | ",
            })
    void validate_whatLibrariesSend_deliveredOnceRepairedAndStrictRefuses(String from, String before, String after) {
        byte[] document = bytes(HEAD + before + "}");
        String expected = after == null ? HEAD.substring(0, HEAD.length() - 1) + "}" : HEAD + after + "}";

        Repaired repaired = (Repaired) repairing.validate(document, 0, document.length);

        byte[] sent = repaired.documents().getFirst();
        assertThat(new String(sent, StandardCharsets.UTF_8).replace('"', '\''))
                .describedAs(from)
                .isEqualTo(expected);
        assertThat(repairing.validate(sent, 0, sent.length)).isInstanceOf(Accepted.class);
        assertThat(strict.validate(document, 0, document.length)).isInstanceOf(Rejected.class);
    }

    private static byte[] bytes(String document) {
        return document.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
