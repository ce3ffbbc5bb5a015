// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/** A message that nobody has deleted. Not thread-safe: {@link MessageQueue} guards it. */
final class QueuedMessage {

    private final String id = UUID.randomUUID().toString();
    private final Draft draft;
    private final long sequence;
    private final Instant sent;
    private Instant firstReceived = Instant.EPOCH;
    private Instant visibleAt;
    private int receives;

    /**
     * What a caller wants to send.
     *
     * @param attributes by name, as they came
     * @param bytes      of both in UTF-8
     */
    record Draft(String body, JsonNode attributes, int bytes) {

        /** The message and its places in maps, estimated from object layouts. */
        private static final long FIXED_COST_BYTES = 600;

        /** What it takes in memory, estimated. */
        long costBytes() {
            return FIXED_COST_BYTES + bytes;
        }
    }

    QueuedMessage(Draft draft, long sequence, Instant now) {
        this.draft = draft;
        this.sequence = sequence;
        this.sent = now;
        this.visibleAt = now;
    }

    String id() {
        return id;
    }

    Draft draft() {
        return draft;
    }

    long sequence() {
        return sequence;
    }

    Instant sent() {
        return sent;
    }

    Instant visibleAt() {
        return visibleAt;
    }

    void hideUntil(Instant end) {
        visibleAt = end;
    }

    /** Gives it to a receiver. */
    ObjectNode receive(Instant now, Instant hiddenUntil) {
        firstReceived = receives == 0 ? now : firstReceived;
        receives++;
        visibleAt = hiddenUntil;
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("MessageId", id)
                .put("ReceiptHandle", receiptHandle())
                .put("Body", draft.body())
                .put("MD5OfBody", MessageDigests.ofBody(draft.body()));
        json.putObject("Attributes")
                .put("SentTimestamp", Long.toString(sent.toEpochMilli()))
                .put("ApproximateFirstReceiveTimestamp", Long.toString(firstReceived.toEpochMilli()))
                .put("ApproximateReceiveCount", Integer.toString(receives));
        if (!draft.attributes().isEmpty()) {
            json.put("MD5OfMessageAttributes", MessageDigests.ofAttributes(draft.attributes()))
                    .set("MessageAttributes", draft.attributes());
        }
        return json;
    }

    /** Good until the message is received once more. */
    String receiptHandle() {
        return id + "#" + receives;
    }
}
