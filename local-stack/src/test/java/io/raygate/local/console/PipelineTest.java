// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.xray.wire.RestJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PipelineTest {

    @Test
    void of_statuses_balancesTheBooksOfEachStage() throws IOException {
        JsonNode pipeline = Pipeline.of(RestJson.object().put("state", "up").put("balance", 0), read("""
                {"kinesis":{"recordsPut":3,"faultsActive":[{"kind":"slow"}]},
                 "lambda":{"state":"ready",
                  "books":{"Documents":10,"SplitOff":1,"FromSpans":4,"SpanRequests":2,"Delivered":11,"Quarantined":2},
                  "mappings":[{"invocations":2,"retries":1,"stream":"demo",
                    "shards":{"shardId-0":{"millisBehind":40,"recordsUnfinished":1}}}]},
                 "sqs":{"queues":{"raygate-quarantine":{"waiting":2}}},
                 "xray":{"put":12,"added":9,"duplicates":1,"unprocessed":{"ParseError":2}}}"""));

        assertThat(pipeline.path("stages"))
                .extracting(stage -> stage.path("name").asText() + " " + stage.path("balance"))
                .containsExactly("forwarder 0", "stream ", "gateway 0", "xray 0");
        assertThat(pipeline.at("/stages/2/counts/retries").asLong()).isOne();
        assertThat(pipeline.at("/shards/0"))
                .hasToString(
                        "{\"stream\":\"demo\",\"shard\":\"shardId-0\",\"millisBehind\":40,\"recordsUnfinished\":1}");
        assertThat(pipeline.at("/queues/raygate-quarantine/waiting").asLong()).isEqualTo(2);
        assertThat(pipeline.at("/faults/kinesis/0/kind").asText()).isEqualTo("slow");
    }

    @Test
    void of_documentThatIsInNoAccount_showsInTheBalance() throws IOException {
        JsonNode pipeline = Pipeline.of(
                RestJson.object(),
                read("{\"lambda\":{\"books\":{\"Documents\":10,\"Delivered\":9}},\"xray\":{\"put\":1}}"));
        assertThat(pipeline.at("/stages/2/balance").asLong()).isOne();
        assertThat(pipeline.at("/stages/3/balance").asLong()).isOne();
    }

    private static JsonNode read(String json) throws IOException {
        return RestJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
