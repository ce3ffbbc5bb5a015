// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What is compared must have the same result. */
class SplicerTest {

    private final JsonMapper mapper = JsonMapper.shared();
    private final FastGateway fast = new FastGateway(Enrichment.EXAMPLE);
    private final TreeGateway tree = new TreeGateway(Enrichment.EXAMPLE);

    @ParameterizedTest
    @EnumSource
    void splice_eachInput_equalsTheEnrichedTree(Input input) {
        assumeTrue(input.isPresent(), "skipped: there is no corpus at " + Input.corpus());
        List<byte[]> documents = input.documents();

        assertThat(documents).hasSizeGreaterThan(10).allSatisfy(this::assertSame);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"aws\":{}",
                ",\"aws\": { \n} ,\"metadata\":{},\"annotations\":{ }",
                ",\"aws\":{\"eks\":{}},\"origin\":\"AWS::EC2::Instance\"",
                ",\"metadata\":{\"raygate\":1},\"annotations\":{\"team\":true},\"aws\":{\"region\":\"x\"}",
                ",\"annotations\":{\"t\\u0065am\":\"a\",\"a\":\"team\"},\"aws\":{\"a\":[{}]}",
                ",\"metadata\":{\"a\":{\"raygate\":[\"}\\\\\",\"raygate\"]},\"raygate2\":\"\\\"\"}",
                ",\"subsegments\":[{\"name\":\"b\",\"id\":\"70de5b6f19ff9a0b\",\"start_time\":1,\"end_time\":2,"
                        + "\"aws\":{\"eks\":{}},\"annotations\":{\"team\":1},\"metadata\":{\"raygate\":2}}]"
            })
    void splice_membersAlreadyThere_equalsTheEnrichedTree(String members) {
        String document = " {\"name\":\"a\",\"id\":\"70de5b6f19ff9a0a\",\"start_time\":1.5,\"end_time\":2,"
                + "\"trace_id\":\"1-581cf771-a006649127e371903a2de979\"" + members + "} \n";

        assertSame(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void splice_largestGrowth_staysWithinWhatItSays() {
        byte[] document =
                "{\"name\":\"a\",\"id\":\"70de5b6f19ff9a0a\",\"start_time\":1,\"end_time\":2,\"trace_id\":\"1-581cf771-a006649127e371903a2de979\"}"
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(fast.enrich(document)).isEqualTo(document.length + new Splicer(Enrichment.EXAMPLE).maxAddedBytes());
    }

    private void assertSame(byte[] document) {
        int length = fast.enrich(document);
        byte[] spliced = Arrays.copyOf(fast.out(), length);
        JsonNode expected = mapper.readTree(tree.enrich(document));

        assertThat(mapper.readTree(spliced)).isEqualTo(expected);
        assertThat(fast.accepts(spliced)).isTrue();
    }
}
