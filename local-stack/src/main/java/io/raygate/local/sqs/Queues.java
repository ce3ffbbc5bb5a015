// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sqs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** All queues by name. Bounded in their number and, together, in bytes. Thread-safe. */
final class Queues {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,80}");

    private final InstantSource clock;
    private final int maxQueues;
    private final long maxBytes;
    private final Map<String, MessageQueue> queues = new TreeMap<>();

    Queues(int maxQueues, long maxBytes, InstantSource clock) {
        this.clock = clock;
        this.maxQueues = maxQueues;
        this.maxBytes = maxBytes;
    }

    /** The queue of that name, made where there is none; its settings stay as they were first. */
    synchronized MessageQueue create(String name, Duration visibilityTimeout) {
        SqsRefusal.check(NAME.matcher(name).matches(), "A queue name must match " + NAME);
        if (!queues.containsKey(name) && queues.size() >= maxQueues) {
            throw SqsRefusal.overLimit("raygate.local.sqs.max-queues reached: " + maxQueues);
        }
        return queues.computeIfAbsent(name, made -> new MessageQueue(made, visibilityTimeout, clock));
    }

    synchronized MessageQueue named(String name) {
        MessageQueue queue = queues.get(name);
        if (queue == null) {
            throw SqsRefusal.noSuchQueue(name);
        }
        return queue;
    }

    /** By its URL, whose last part is its name. */
    MessageQueue at(String url) {
        return named(url.substring(url.lastIndexOf('/') + 1));
    }

    /** Refuses messages of that size where they would break the bound. */
    synchronized void reserve(long bytes) {
        long held = queues.values().stream().mapToLong(MessageQueue::bytes).sum();
        if (held + bytes > maxBytes) {
            throw SqsRefusal.overLimit(
                    "raygate.local.sqs.max-bytes reached: " + maxBytes + "; delete or purge messages");
        }
    }

    synchronized Map<String, MessageQueue> all() {
        return new TreeMap<>(queues);
    }
}
