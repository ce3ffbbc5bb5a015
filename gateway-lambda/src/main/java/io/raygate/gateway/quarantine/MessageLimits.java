// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

/**
 * How large messages and calls may be.
 *
 * @param maxMessageBytes of one message's body
 * @param maxRequestBytes of the bodies of one call
 */
record MessageLimits(int maxMessageBytes, int maxRequestBytes) {

    /** Messages of one SendMessageBatch; SQS API reference, SendMessageBatch, read 2026-11-22. */
    static final int MAX_ENTRIES = 10;

    /** Of a message and of a batch of messages: 1 MiB; SQS developer guide, "Message quotas", read 2026-11-22. */
    static final int SQS_MAX_BYTES = 1 << 20;

    /** A document of 64 KB fits, compressed if it must be. */
    static final int MIN_BYTES = 128 << 10;

    MessageLimits {
        check("raygate.quarantine.max-message", maxMessageBytes, MIN_BYTES);
        check("raygate.quarantine.max-request", maxRequestBytes, maxMessageBytes);
    }

    static MessageLimits of(QuarantineConfig config) {
        return new MessageLimits(
                Math.toIntExact(config.maxMessage().asLongValue()),
                Math.toIntExact(config.maxRequest().asLongValue()));
    }

    /** Of the queue that holds records. */
    static MessageLimits ofHeld(QuarantineConfig config) {
        int bytes = Math.toIntExact(config.maxHeldMessage().asLongValue());
        check("raygate.quarantine.max-held-message", bytes, MIN_BYTES);
        return new MessageLimits(bytes, SQS_MAX_BYTES);
    }

    private static void check(String key, int bytes, int min) {
        if (bytes < min || bytes > SQS_MAX_BYTES) {
            throw new IllegalArgumentException(
                    key + ": " + bytes + " is out of range; write " + min + " to " + SQS_MAX_BYTES);
        }
    }
}
