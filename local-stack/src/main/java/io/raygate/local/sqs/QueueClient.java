// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A queue for the stack's own parts: faults do not hit it, and what it sends and deletes is seen as anybody's. Thread-safe. */
public final class QueueClient {

    /** Messages of one call of ReceiveMessage or DeleteMessageBatch. */
    public static final int MAX_BATCH = SqsOperations.MAX_BATCH;

    private final SqsApi api;
    private final String accountId;

    QueueClient(SqsApi api, String accountId) {
        this.api = api;
        this.accountId = accountId;
    }

    public void send(String queue, String message) throws IOException {
        api.call("SendMessage", to(queue).put("MessageBody", message));
    }

    /** Up to {@code max} messages that are visible now, each with all of its attributes; empty where there is none. */
    public List<JsonNode> receive(String queue, int max, Duration visibilityTimeout) throws IOException {
        ObjectNode body = to(queue)
                .put("MaxNumberOfMessages", Math.min(max, MAX_BATCH))
                .put("VisibilityTimeout", visibilityTimeout.toSeconds());
        body.putArray("MessageAttributeNames").add("All");
        body.putArray("AttributeNames").add("All");
        List<JsonNode> messages = new ArrayList<>();
        api.call("ReceiveMessage", body).path("Messages").forEach(messages::add);
        return messages;
    }

    /** Deletes received messages by their handles, at most {@link #MAX_BATCH}. */
    public void delete(String queue, List<String> receiptHandles) throws IOException {
        ObjectNode body = to(queue);
        ArrayNode entries = body.putArray("Entries");
        for (int i = 0; i < receiptHandles.size(); i++) {
            entries.addObject().put("Id", "m" + i).put("ReceiptHandle", receiptHandles.get(i));
        }
        api.call("DeleteMessageBatch", body);
    }

    /** Lets a received message be received again at once. */
    public void release(String queue, String receiptHandle) throws IOException {
        api.call(
                "ChangeMessageVisibility",
                to(queue).put("ReceiptHandle", receiptHandle).put("VisibilityTimeout", 0));
    }

    /** Messages that a receiver would get now. */
    public int visible(String queue) throws IOException {
        ObjectNode body = to(queue);
        body.putArray("AttributeNames").add("ApproximateNumberOfMessages");
        return api.call("GetQueueAttributes", body)
                .at("/Attributes/ApproximateNumberOfMessages")
                .asInt();
    }

    private ObjectNode to(String queue) {
        return JsonNodeFactory.instance.objectNode().put("QueueUrl", "http://127.0.0.1/" + accountId + "/" + queue);
    }
}
