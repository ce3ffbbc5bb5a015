// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.benchmarks.stack.Http;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the messages out of the quarantine queue and counts each document once: a function that was killed may have sent some
 * twice. Not thread-safe.
 */
final class Quarantine {

    private static final int MESSAGES = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String aws;
    private final String queue;
    private final Set<String> documents = new HashSet<>();

    Quarantine(String aws) {
        this.aws = aws;
        this.queue = aws + "/000000000000/raygate-quarantine";
    }

    /** Reads until the queue is empty; gives how many different documents have come so far. */
    long drain() {
        for (JsonNode messages = receive(); !messages.isEmpty(); messages = receive()) {
            ObjectNode delete = JSON.createObjectNode().put("QueueUrl", queue);
            ArrayNode entries = delete.putArray("Entries");
            for (JsonNode message : messages) {
                Optional<JsonNode> body = Http.parse(message.path("Body").asText());
                body.ifPresent(found -> documents.add(found.path("body").asText()));
                entries.addObject()
                        .put("Id", Integer.toString(entries.size()))
                        .put("ReceiptHandle", message.path("ReceiptHandle").asText());
            }
            call("DeleteMessageBatch", delete);
        }
        return documents.size();
    }

    private JsonNode receive() {
        ObjectNode ask = JSON.createObjectNode().put("QueueUrl", queue).put("MaxNumberOfMessages", MESSAGES);
        return call("ReceiveMessage", ask).path("Messages");
    }

    private JsonNode call(String operation, ObjectNode body) {
        return Http.post(
                        aws + "/",
                        body.toString(),
                        "Content-Type",
                        "application/x-amz-json-1.0",
                        "X-Amz-Target",
                        "AmazonSQS." + operation)
                .flatMap(Http::parse)
                .orElseThrow(() -> new IllegalStateException("SQS does not answer " + operation));
    }
}
