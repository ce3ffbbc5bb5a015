// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.raygate.local.lambda.InvocationResult.Cause;
import io.raygate.local.lambda.InvocationResult.Failed;
import io.raygate.local.lambda.InvocationResult.Returned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SqsEventTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> messages = List.of(message("a"), message("b"));

    @Test
    void encode_message_hasTheFieldsOfLambda() throws IOException {
        JsonNode record = JSON.readTree(SqsEvent.encode(messages, "arn:aws:sqs:eu-west-1:1:q", "eu-west-1"))
                .at("/Records/0");

        assertThat(record.path("messageId").asText()).isEqualTo("a");
        assertThat(record.path("body").asText()).isEqualTo("{\"n\":1}");
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asText()).isEqualTo("arn:aws:sqs:eu-west-1:1:q");
        assertThat(record.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(record.at("/messageAttributes/reason/stringValue").asText()).isEqualTo("INVALID");
        assertThat(record.at("/messageAttributes/reason/dataType").asText()).isEqualTo("String");
    }

    @Test
    void unprocessed_someReported_areThese() {
        assertThat(unprocessed("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}"))
                .containsExactly("b");
        assertThat(unprocessed("{\"batchItemFailures\":[]}")).isEmpty();
        assertThat(unprocessed("null")).isEmpty();
    }

    @Test
    void unprocessed_unknownIdOrFailure_isAll() {
        assertThat(unprocessed("{\"batchItemFailures\":[{\"itemIdentifier\":\"c\"}]}"))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(unprocessed("not JSON")).containsExactlyInAnyOrder("a", "b");
        assertThat(SqsEvent.unprocessed(new Failed(Cause.TIMED_OUT, ""), messages))
                .containsExactlyInAnyOrder("a", "b");
    }

    private Iterable<String> unprocessed(String answer) {
        return SqsEvent.unprocessed(new Returned(answer.getBytes(StandardCharsets.UTF_8)), messages);
    }

    private static JsonNode message(String id) {
        try {
            return JSON.readTree("""
                    {"MessageId":"%s","ReceiptHandle":"%s#1","Body":"{\\"n\\":1}","MD5OfBody":"x",
                    "Attributes":{"ApproximateReceiveCount":"1"},
                    "MessageAttributes":{"reason":{"StringValue":"INVALID","DataType":"String"}}}""".formatted(id, id));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
