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

    static MessageLimits of(QuarantineConfig config) {
        return new MessageLimits(
                Math.toIntExact(config.maxMessage().asLongValue()),
                Math.toIntExact(config.maxRequest().asLongValue()));
    }

    /** Of the queue that holds records. */
    static MessageLimits ofHeld(QuarantineConfig config) {
        int bytes = Math.toIntExact(config.maxHeldMessage().asLongValue());
        return new MessageLimits(bytes, SQS_MAX_BYTES);
    }
}
