// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.sqs.QueuedMessage.Draft;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The operations of the API, of which each refuses by {@link SqsRefusal}. Thread-safe; ReceiveMessage may block. */
final class SqsOperations {

    /** Entries of a batch and messages of one ReceiveMessage; SQS API Reference, read 2026-11-22. */
    static final int MAX_BATCH = 10;

    /** Of a message and of a batch, attributes included: 1 MiB; SQS quotas, read 2026-11-27. */
    private static final int MAX_MESSAGE_BYTES = 1 << 20;

    private static final int MAX_WAIT_SECONDS = 20;
    private static final int MAX_VISIBILITY_SECONDS = 43_200;

    private final Queues queues;

    SqsOperations(Queues queues) {
        this.queues = queues;
    }

    /** Answers a call; {@code base} is what queue URLs begin with. */
    ObjectNode answer(String operation, JsonNode in, String base) throws InterruptedException {
        return switch (operation) {
            case "CreateQueue" -> object().put("QueueUrl", base + create(in).name());
            case "GetQueueUrl" ->
                object().put(
                                "QueueUrl",
                                base + queues.named(text(in, "QueueName")).name());
            case "ListQueues" -> list(in, base);
            case "GetQueueAttributes" -> attributes(queue(in));
            case "PurgeQueue" -> done(() -> queue(in).purge());
            case "SendMessage" -> send(in);
            case "SendMessageBatch" -> sendBatch(in);
            case "ReceiveMessage" -> receive(in);
            case "DeleteMessage" -> done(() -> queue(in).delete(text(in, "ReceiptHandle")));
            case "DeleteMessageBatch" -> each(in, (queue, entry) -> queue.delete(text(entry, "ReceiptHandle")));
            case "ChangeMessageVisibility" -> done(() -> hide(queue(in), in));
            case "ChangeMessageVisibilityBatch" -> each(in, this::hide);
            default -> throw SqsRefusal.unsupported(operation);
        };
    }

    private MessageQueue create(JsonNode in) {
        JsonNode timeout = in.path("Attributes").path("VisibilityTimeout");
        return queues.create(text(in, "QueueName"), seconds(timeout, 30, MAX_VISIBILITY_SECONDS, "VisibilityTimeout"));
    }

    private ObjectNode list(JsonNode in, String base) {
        ObjectNode answer = object();
        ArrayNode urls = answer.putArray("QueueUrls");
        queues.all().keySet().stream()
                .filter(name -> name.startsWith(in.path("QueueNamePrefix").asText("")))
                .forEach(name -> urls.add(base + name));
        return answer;
    }

    private ObjectNode attributes(MessageQueue queue) {
        long visible = queue.visible();
        ObjectNode answer = object();
        answer.putObject("Attributes")
                .put("ApproximateNumberOfMessages", Long.toString(visible))
                .put("ApproximateNumberOfMessagesNotVisible", Long.toString(Math.max(0, queue.size() - visible)))
                .put(
                        "VisibilityTimeout",
                        Long.toString(queue.visibilityTimeout().toSeconds()));
        return answer;
    }

    private ObjectNode send(JsonNode in) {
        Draft draft = draft(in);
        queues.reserve(draft.costBytes());
        return sent(draft, queue(in).send(draft));
    }

    private ObjectNode sendBatch(JsonNode in) {
        long bytes = 0;
        for (JsonNode entry : entries(in)) {
            bytes += wireBytes(entry);
        }
        SqsRefusal.check(bytes <= MAX_MESSAGE_BYTES, "A batch may have " + MAX_MESSAGE_BYTES + " bytes, has " + bytes);
        return answerEach(in, (entry, successful) -> {
            ObjectNode sent = send(((ObjectNode) entry.deepCopy()).put("QueueUrl", text(in, "QueueUrl")));
            successful.add(sent.put("Id", text(entry, "Id")));
        });
    }

    private ObjectNode receive(JsonNode in) throws InterruptedException {
        MessageQueue queue = queue(in);
        int max = in.path("MaxNumberOfMessages").asInt(1);
        SqsRefusal.check(max >= 1 && max <= MAX_BATCH, "MaxNumberOfMessages must be from 1 to " + MAX_BATCH);
        int timeoutSeconds = (int) queue.visibilityTimeout().toSeconds();
        Duration hidden =
                seconds(in.path("VisibilityTimeout"), timeoutSeconds, MAX_VISIBILITY_SECONDS, "VisibilityTimeout");
        Duration wait = seconds(in.path("WaitTimeSeconds"), 0, MAX_WAIT_SECONDS, "WaitTimeSeconds");
        ObjectNode answer = object();
        answer.putArray("Messages").addAll(queue.receive(max, hidden, wait));
        return answer;
    }

    private void hide(MessageQueue queue, JsonNode in) {
        Duration hidden = seconds(in.path("VisibilityTimeout"), 0, MAX_VISIBILITY_SECONDS, "VisibilityTimeout");
        queue.hide(text(in, "ReceiptHandle"), hidden);
    }

    private ObjectNode each(JsonNode in, BiConsumer<MessageQueue, JsonNode> action) {
        MessageQueue queue = queue(in);
        return answerEach(in, (entry, successful) -> {
            action.accept(queue, entry);
            successful.addObject().put("Id", text(entry, "Id"));
        });
    }

    /** Each entry for itself: what is refused stands under {@code Failed}, and the others are done all the same. */
    private static ObjectNode answerEach(JsonNode in, BiConsumer<JsonNode, ArrayNode> action) {
        ObjectNode answer = object();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = answer.putArray("Failed");
        for (JsonNode entry : entries(in)) {
            try {
                action.accept(entry, successful);
            } catch (SqsRefusal e) {
                failed.addObject()
                        .put("Id", text(entry, "Id"))
                        .put("Code", e.type())
                        .put("Message", e.getMessage())
                        .put("SenderFault", true);
            }
        }
        return answer;
    }

    private static JsonNode entries(JsonNode in) {
        JsonNode entries = in.path("Entries");
        SqsRefusal.check(
                entries.size() >= 1 && entries.size() <= MAX_BATCH, "A batch must have 1 to " + MAX_BATCH + " entries");
        Set<String> ids = new HashSet<>();
        entries.forEach(entry -> SqsRefusal.check(
                entry.isObject() && ids.add(text(entry, "Id")), "The ids of a batch must differ from each other"));
        return entries;
    }

    private static Draft draft(JsonNode in) {
        String body = text(in, "MessageBody");
        int bytes = wireBytes(in);
        SqsRefusal.check(
                bytes <= MAX_MESSAGE_BYTES, "A message may have " + MAX_MESSAGE_BYTES + " bytes, has " + bytes);
        SqsRefusal.check(
                body.codePoints().allMatch(SqsOperations::isAllowed),
                "The message contains characters that SQS refuses");
        return new Draft(body, in.path("MessageAttributes"), bytes);
    }

    private static int wireBytes(JsonNode in) {
        JsonNode attributes = in.path("MessageAttributes");
        int attributeBytes = attributes.isEmpty() ? 0 : attributes.toString().getBytes(UTF_8).length;
        return in.path("MessageBody").asText().getBytes(UTF_8).length + attributeBytes;
    }

    /** What XML 1.0 allows; SendMessage in the SQS API Reference, read 2026-11-27. */
    private static boolean isAllowed(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || (codePoint >= ' ' && codePoint <= 0xD7FF)
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
                || codePoint >= 0x10000;
    }

    private static ObjectNode sent(Draft draft, String id) {
        ObjectNode answer = object().put("MessageId", id).put("MD5OfMessageBody", MessageDigests.ofBody(draft.body()));
        return draft.attributes().isEmpty()
                ? answer
                : answer.put("MD5OfMessageAttributes", MessageDigests.ofAttributes(draft.attributes()));
    }

    private MessageQueue queue(JsonNode in) {
        return queues.at(text(in, "QueueUrl"));
    }

    private static String text(JsonNode in, String member) {
        JsonNode value = in.path(member);
        SqsRefusal.check(value.isTextual() && !value.textValue().isEmpty(), member + " is required");
        return value.textValue();
    }

    private static Duration seconds(JsonNode value, int standard, int max, String name) {
        int seconds = value.asInt(standard);
        SqsRefusal.check(seconds >= 0 && seconds <= max, name + " must be from 0 to " + max);
        return Duration.ofSeconds(seconds);
    }

    private static ObjectNode done(Runnable action) {
        action.run();
        return object();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
