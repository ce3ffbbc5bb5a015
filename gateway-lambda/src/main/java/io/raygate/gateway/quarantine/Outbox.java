// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Letters that wait for their call, and those that were taken. Thread-safe: several calls are under way at once. */
final class Outbox {

    private final Deque<Letter> waiting;
    private final MessageLimits limits;
    private String lastCode = "none";

    Outbox(List<Letter> letters, MessageLimits limits) {
        this.waiting = new ArrayDeque<>(letters);
        this.limits = limits;
    }

    /** As many of the first as make a call; at least one, where there is one. */
    synchronized List<Written> next() {
        List<Written> call = new ArrayList<>();
        long bytes = 0;
        while (call.size() < MessageLimits.MAX_ENTRIES && !waiting.isEmpty()) {
            Letter first = waiting.removeFirst();
            QuarantineMessage message = first.message().get();
            bytes += message.bytes();
            if (!call.isEmpty() && bytes > limits.maxRequestBytes()) {
                waiting.addFirst(first);
                break;
            }
            call.add(new Written(first, message));
        }
        return call;
    }

    /** Messages that were not accepted go last, so that one that never is blocks no other; {@code code} says why. */
    synchronized void putBack(List<Written> failed, String code) {
        lastCode = code;
        failed.forEach(written -> waiting.addLast(written.letter()));
    }

    /** Those that were not taken. */
    synchronized List<Letter> left() {
        return List.copyOf(waiting);
    }

    /** Why the last of them was not. */
    synchronized String lastCode() {
        return lastCode;
    }

    /** A letter and its text. */
    record Written(Letter letter, QuarantineMessage message) {}
}
