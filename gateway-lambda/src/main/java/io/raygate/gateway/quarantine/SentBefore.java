// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.gateway.quarantine.Outbox.Written;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a queue has accepted from unfinished records. It is not sent again when they come again, so that a record with more
 * messages than one invocation can send is finished after several. Limited to the life of this process and a bound; beyond
 * either the queue gets messages twice. Thread-safe.
 */
final class SentBefore {

    private final int maxMessages;
    /** Digests of messages, and how many had each, by record; the eldest first. */
    private final Map<String, Map<ByteBuffer, Integer>> byRecord = new LinkedHashMap<>();

    private int remembered;

    SentBefore(int maxMessages) {
        this.maxMessages = maxMessages;
    }

    /** The letters that were not taken before. */
    synchronized List<Letter> without(List<Letter> letters) {
        Map<String, Map<ByteBuffer, Integer>> taken = new HashMap<>();
        List<Letter> left = new ArrayList<>();
        for (Letter letter : letters) {
            Map<ByteBuffer, Integer> before = byRecord.get(letter.record());
            if (before == null || !takeOne(taken, before, letter)) {
                left.add(letter);
            }
        }
        return left;
    }

    /** One more was taken. */
    synchronized void note(Written written) {
        if (written.letter().record().isEmpty()) {
            return;
        }
        byRecord.computeIfAbsent(written.letter().record(), _ -> new HashMap<>())
                .merge(digest(written.message()), 1, Integer::sum);
        remembered++;
        while (remembered > maxMessages) {
            String eldest = byRecord.keySet().iterator().next();
            forget(eldest);
        }
    }

    /** Records of which nothing is left are done, and do not come again. */
    synchronized void forgetAllBut(List<Letter> left, List<Letter> sent) {
        Set<String> unfinished = left.stream().map(Letter::record).collect(Collectors.toSet());
        sent.stream()
                .map(Letter::record)
                .filter(record -> !unfinished.contains(record))
                .forEach(this::forget);
    }

    private void forget(String record) {
        Map<ByteBuffer, Integer> forgotten = byRecord.remove(record);
        if (forgotten != null) {
            remembered -=
                    forgotten.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private static boolean takeOne(
            Map<String, Map<ByteBuffer, Integer>> taken, Map<ByteBuffer, Integer> before, Letter letter) {
        Map<ByteBuffer, Integer> left = taken.computeIfAbsent(letter.record(), _ -> new HashMap<>(before));
        ByteBuffer digest = digest(letter.message().get());
        int count = left.getOrDefault(digest, 0);
        left.put(digest, count - 1);
        return count > 0;
    }

    /** SHA-256: two messages with the same digest would count as one, but nobody can construct them. */
    private static ByteBuffer digest(QuarantineMessage message) {
        try {
            byte[] text = message.json().getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
