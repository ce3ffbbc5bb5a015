// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import java.util.Map;

/** What a queue says to one call. */
sealed interface QueueAnswer {

    /**
     * The queue has taken the messages, but for some.
     *
     * @param failed error codes by position in the call
     */
    record Taken(Map<Integer, String> failed) implements QueueAnswer {

        public Taken {
            failed = Map.copyOf(failed);
        }
    }

    /** Nothing was taken, or nobody knows: the same call may go through later. */
    record Unavailable(String code) implements QueueAnswer {}
}
