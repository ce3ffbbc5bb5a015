// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import java.time.Duration;
import java.util.List;

/** Where messages are kept: one call, one answer, no retry. */
interface MessageQueue {

    /**
     * Offers messages.
     *
     * @param queue    URL
     * @param messages at most {@link MessageLimits#MAX_ENTRIES}
     * @param timeout  for the whole call
     */
    QueueAnswer send(String queue, List<QuarantineMessage> messages, Duration timeout);
}
