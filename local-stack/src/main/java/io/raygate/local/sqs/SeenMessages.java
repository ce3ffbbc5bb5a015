// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has gone through the queues, read from the calls that passed by, since SQS has no way to look at a message without
 * receiving it. Bounded: the newest messages of each queue are kept, each to a length. Thread-safe.
 */
final class SeenMessages {

    /** The calls that {@link #note} reads. */
    static final Set<String> CONCERNS =
            Set.of("SendMessage", "SendMessageBatch", "DeleteMessage", "DeleteMessageBatch", "PurgeQueue");

    /** Further reasons are counted in the sum only. */
    private static final int MAX_REASONS = 200;

    private final int maxMessages;
    private final int maxChars;
    private final Map<String, Queue> queues = new TreeMap<>();

    /**
     * A message.
     *
     * @param body cut where it is longer than what is kept
     */
    record Seen(String messageId, Instant sent, String body) {}

    /** The books of one queue: {@code waiting = sent - deleted}. */
    private static final class Queue {
        private final LinkedHashMap<String, Seen> newest = new LinkedHashMap<>();
        private final Map<String, Long> sentByReason = new TreeMap<>();
        private long sent;
        private long deleted;
    }

    SeenMessages(int maxMessages, int maxChars) {
        this.maxMessages = maxMessages;
        this.maxChars = maxChars;
    }

    /** Reads a call that has succeeded. */
    synchronized void note(String operation, JsonNode request, JsonNode answer, Instant now) {
        Queue queue = queues.computeIfAbsent(queueName(request), name -> new Queue());
        switch (operation) {
            case "SendMessage" -> sent(queue, answer.path("MessageId").asText(), request, now);
            case "SendMessageBatch" -> sentBatch(queue, request, answer, now);
            case "DeleteMessage" -> deleted(queue, request);
            case "DeleteMessageBatch" -> deletedBatch(queue, request, answer);
            case "PurgeQueue" -> {
                queue.deleted = queue.sent;
                queue.newest.clear();
            }
            default -> throw new IllegalArgumentException(operation);
        }
    }

    /** Oldest first; what was deleted is not there any more. */
    synchronized List<Seen> newest(String queue) {
        return queues.containsKey(queue) ? List.copyOf(queues.get(queue).newest.values()) : List.of();
    }

    synchronized Map<String, Object> status() {
        Map<String, Object> status = new TreeMap<>();
        queues.forEach((name, queue) -> status.put(
                name,
                Map.of(
                        "sent",
                        queue.sent,
                        "deleted",
                        queue.deleted,
                        "waiting",
                        queue.sent - queue.deleted,
                        "sentByReason",
                        Map.copyOf(queue.sentByReason))));
        return status;
    }

    private void sentBatch(Queue queue, JsonNode request, JsonNode answer, Instant now) {
        Map<String, JsonNode> entries = new HashMap<>();
        request.path("Entries").forEach(entry -> entries.put(entry.path("Id").asText(), entry));
        for (JsonNode taken : answer.path("Successful")) {
            JsonNode entry = entries.get(taken.path("Id").asText());
            if (entry != null) {
                sent(queue, taken.path("MessageId").asText(), entry, now);
            }
        }
    }

    private void sent(Queue queue, String messageId, JsonNode message, Instant now) {
        String text = message.path("MessageBody").asText();
        MessageText body = MessageText.of(text, maxChars);
        queue.sent++;
        if (queue.sentByReason.containsKey(body.reason()) || queue.sentByReason.size() < MAX_REASONS) {
            queue.sentByReason.merge(body.reason(), 1L, Long::sum);
        }
        queue.newest.put(messageId, new Seen(messageId, now, body.text()));
        if (queue.newest.size() > maxMessages) {
            queue.newest.pollFirstEntry();
        }
    }

    private static void deletedBatch(Queue queue, JsonNode request, JsonNode answer) {
        List<String> refused = new ArrayList<>();
        answer.path("Failed").forEach(entry -> refused.add(entry.path("Id").asText()));
        for (JsonNode entry : request.path("Entries")) {
            if (!refused.contains(entry.path("Id").asText())) {
                deleted(queue, entry);
            }
        }
    }

    /** ElasticMQ's receipt handles begin with the message id. */
    private static void deleted(Queue queue, JsonNode entry) {
        String handle = entry.path("ReceiptHandle").asText();
        int end = handle.indexOf('#');
        queue.deleted++;
        queue.newest.remove(end < 0 ? handle : handle.substring(0, end));
    }

    private static String queueName(JsonNode request) {
        String url = request.path("QueueUrl").asText();
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
