// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A queue of messages: one call, one answer, no retry. */
interface MessageQueue {

    /**
     * Offers messages.
     *
     * @param queue    URL
     * @param messages at most {@link MessageLimits#MAX_ENTRIES}
     * @param timeout  for the whole call
     */
    Answer send(String queue, List<QuarantineMessage> messages, Duration timeout);

    /** The answer of a queue to one call. */
    sealed interface Answer {

        /**
         * The queue has accepted the messages, except for some.
         *
         * @param failed error codes by position in the call
         */
        record Taken(Map<Integer, String> failed) implements Answer {

            public Taken {
                failed = Map.copyOf(failed);
            }
        }

        /** The queue accepted nothing, or the answer is lost: the same call may succeed later. */
        record Unavailable(String code) implements Answer {}
    }
}
