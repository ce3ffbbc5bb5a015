// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A standard queue in memory. A received message is hidden until it is deleted or its visibility timeout is over.
 * Thread-safe; whoever sends sees to the bound on bytes.
 */
final class MessageQueue {

    /** Further reasons are counted in the sum only. */
    private static final int MAX_REASONS = 200;

    private final InstantSource clock;
    private final String name;
    private final Duration visibilityTimeout;
    private final LinkedHashMap<String, QueuedMessage> byId = new LinkedHashMap<>();
    private final NavigableSet<QueuedMessage> byVisibility =
            new TreeSet<>(Comparator.comparing(QueuedMessage::visibleAt).thenComparingLong(QueuedMessage::sequence));
    private final Map<String, Long> sentByReason = new TreeMap<>();
    private long sent;
    private long bytes;

    MessageQueue(String name, Duration visibilityTimeout, InstantSource clock) {
        this.clock = clock;
        this.name = name;
        this.visibilityTimeout = visibilityTimeout;
    }

    String name() {
        return name;
    }

    Duration visibilityTimeout() {
        return visibilityTimeout;
    }

    /** Stores a message and returns its id. */
    synchronized String send(QueuedMessage.Draft draft) {
        QueuedMessage message = new QueuedMessage(draft, sent++, clock.instant());
        byId.put(message.id(), message);
        byVisibility.add(message);
        bytes += draft.costBytes();
        String reason = MessageText.reason(draft.body());
        if (sentByReason.containsKey(reason) || sentByReason.size() < MAX_REASONS) {
            sentByReason.merge(reason, 1L, Long::sum);
        }
        notifyAll();
        return message.id();
    }

    /** Up to {@code max} messages, as ReceiveMessage answers them; waits until there is one or the time is over. */
    synchronized List<ObjectNode> receive(int max, Duration hiddenFor, Duration atMost) throws InterruptedException {
        Instant end = clock.instant().plus(atMost);
        Instant now = clock.instant();
        while (!hasVisible(now) && now.isBefore(end)) {
            wait(Math.max(1, Duration.between(now, nextLook(end)).toMillis()));
            now = clock.instant();
        }
        List<QueuedMessage> taken = new ArrayList<>();
        while (taken.size() < max && hasVisible(now)) {
            taken.add(byVisibility.removeFirst());
        }
        List<ObjectNode> received = new ArrayList<>();
        for (QueuedMessage message : taken) {
            received.add(message.receive(now, now.plus(hiddenFor)));
        }
        byVisibility.addAll(taken);
        return received;
    }

    private Instant nextLook(Instant end) {
        return byVisibility.isEmpty() || byVisibility.first().visibleAt().isAfter(end)
                ? end
                : byVisibility.first().visibleAt();
    }

    /** Deletes the message that the handle was given for, unless it was received once more since. */
    synchronized void delete(String receiptHandle) {
        QueuedMessage message = held(receiptHandle);
        if (message != null) {
            byId.remove(message.id());
            byVisibility.remove(message);
            bytes -= message.draft().costBytes();
        }
    }

    /** Hides a received message for so long; zero shows it at once. */
    synchronized void hide(String receiptHandle, Duration hiddenFor) {
        QueuedMessage message = held(receiptHandle);
        if (message == null) {
            throw SqsRefusal.invalid("No message in the queue has this receipt handle");
        }
        byVisibility.remove(message);
        message.hideUntil(clock.instant().plus(hiddenFor));
        byVisibility.add(message);
        notifyAll();
    }

    synchronized void purge() {
        byId.clear();
        byVisibility.clear();
        bytes = 0;
    }

    /** What its messages take, estimated. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized long visible() {
        Instant now = clock.instant();
        return byId.values().stream()
                .filter(message -> !message.visibleAt().isAfter(now))
                .count();
    }

    synchronized int size() {
        return byId.size();
    }

    /** The newest messages, newest first. */
    synchronized List<Seen> newest(int max) {
        return byId.sequencedValues().reversed().stream()
                .limit(max)
                .map(message ->
                        new Seen(message.id(), message.sent(), message.draft().body()))
                .toList();
    }

    /** Its books: {@code waiting = sent - deleted}. */
    synchronized Map<String, Object> status() {
        return new HashMap<>(Map.of(
                "sent",
                sent,
                "deleted",
                sent - byId.size(),
                "waiting",
                (long) byId.size(),
                "sentByReason",
                Map.copyOf(sentByReason)));
    }

    private boolean hasVisible(Instant now) {
        return !byVisibility.isEmpty() && !byVisibility.first().visibleAt().isAfter(now);
    }

    private @Nullable QueuedMessage held(String receiptHandle) {
        int end = receiptHandle.indexOf('#');
        QueuedMessage message = byId.get(end < 0 ? receiptHandle : receiptHandle.substring(0, end));
        return message != null && message.receiptHandle().equals(receiptHandle) ? message : null;
    }

    /** A message as the page shows it. */
    record Seen(String messageId, Instant sent, String body) {}
}
