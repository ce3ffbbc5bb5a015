// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.validate;

import io.raygate.gateway.decode.ReceivedDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What is compared must have the same result. */
class GatewayStagesTest {

    private static final int BLOCK_BYTES = 8 << 20;

    private final JsonMapper mapper = JsonMapper.shared();
    private final GatewayStages stages = new GatewayStages();
    private final TreeGateway tree = new TreeGateway();

    @ParameterizedTest
    @EnumSource
    void enrich_eachInput_equalsTheEnrichedTree(Input input) {
        assumeTrue(input.isPresent(), "skipped: there is no corpus at " + Input.corpus());
        List<byte[]> documents = input.documents();

        assertThat(documents).hasSizeGreaterThan(10);
        assertSame(documents);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"aws\":{}",
                ",\"aws\": { \n} ,\"metadata\":{},\"annotations\":{ }",
                ",\"aws\":{\"eks\":{}},\"origin\":\"AWS::EC2::Instance\"",
                ",\"aws\":{\"eks\":{\"pod\":\"mine\"}}",
                ",\"metadata\":{\"kubernetes\":1},\"annotations\":{\"k8s_cluster\":true},\"aws\":{\"region\":\"x\"}",
                ",\"annotations\":{\"k8s_clust\\u0065r\":\"a\",\"a\":\"k8s_cluster\"},\"aws\":{\"a\":[{}]}",
                ",\"metadata\":{\"a\":{\"kubernetes\":[\"}\\\\\",\"kubernetes\"]},\"kubernetes2\":\"\\\"\"}",
                ",\"subsegments\":[{\"name\":\"b\",\"id\":\"70de5b6f19ff9a0b\",\"start_time\":1,\"end_time\":2,"
                        + "\"aws\":{\"eks\":{}},\"annotations\":{\"k8s_cluster\":1},\"metadata\":{\"kubernetes\":2}}]"
            })
    void enrich_membersAlreadyThere_equalsTheEnrichedTree(String members) {
        String document = " {\"name\":\"a\",\"id\":\"70de5b6f19ff9a0a\",\"start_time\":1.5,\"end_time\":2,"
                + "\"trace_id\":\"1-581cf771-a006649127e371903a2de979\"" + members + "} \n";

        assertSame(List.of(document.getBytes(StandardCharsets.UTF_8)));
    }

    private void assertSame(List<byte[]> documents) {
        List<byte[]> enriched =
                stages.enrich(stages.validate(stages.decode(Blocks.of(documents, BLOCK_BYTES)))).stream()
                        .map(ReceivedDocument::document)
                        .map(document -> document.body())
                        .toList();

        assertThat(enriched).hasSameSizeAs(documents).allMatch(stages::accepts);
        for (int i = 0; i < documents.size(); i++) {
            assertThat(mapper.readTree(enriched.get(i))).isEqualTo(mapper.readTree(tree.enrich(documents.get(i))));
        }
    }
}
