// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.json.UntrustedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The event in which messages reach the function, field for field as Lambda sends it, and its answer.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda Developer Guide, SQS, read 2026-11-22</a>
 */
final class SqsEvent {

    private static final ObjectMapper JSON = UntrustedJson.json().build();

    private SqsEvent() {}

    /** Messages as ReceiveMessage gives them. */
    static byte[] encode(List<JsonNode> messages, String queueArn, String region) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ArrayNode records = event.putArray("Records");
        for (JsonNode message : messages) {
            ObjectNode record = records.addObject()
                    .put("messageId", message.path("MessageId").asText())
                    .put("receiptHandle", message.path("ReceiptHandle").asText())
                    .put("body", message.path("Body").asText())
                    .put("md5OfBody", message.path("MD5OfBody").asText())
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", queueArn)
                    .put("awsRegion", region);
            record.set("attributes", message.path("Attributes"));
            record.set("messageAttributes", attributes(message.path("MessageAttributes")));
        }
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The ids of the messages that were not processed: all of them where the function failed, or names one that was not
     * in the batch.
     */
    static Set<String> unprocessed(InvocationResult result, List<JsonNode> messages) {
        Set<String> all = new HashSet<>();
        messages.forEach(message -> all.add(message.path("MessageId").asText()));
        return switch (result) {
            case InvocationResult.Failed _ -> all;
            case InvocationResult.Returned returned -> {
                Set<String> reported = reported(returned.payload());
                yield all.containsAll(reported) ? reported : all;
            }
        };
    }

    private static Set<String> reported(byte[] payload) {
        try {
            Set<String> ids = new HashSet<>();
            JSON.readTree(payload)
                    .path("batchItemFailures")
                    .forEach(failure -> ids.add(failure.path("itemIdentifier").asText()));
            return ids;
        } catch (IOException e) {
            return Set.of("");
        }
    }

    private static ObjectNode attributes(JsonNode sent) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> attribute : sent.properties()) {
            attributes
                    .putObject(attribute.getKey())
                    .put("stringValue", attribute.getValue().path("StringValue").asText())
                    .put("dataType", attribute.getValue().path("DataType").asText());
        }
        return attributes;
    }
}
