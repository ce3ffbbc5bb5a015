// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

/** Where descriptions of discarded batches are sent: the on-failure destination of a mapping. Thread-safe. */
interface FailureQueue {

    /** None: what was discarded stands in the status only. */
    FailureQueue NONE = description -> {};

    /** Sends a description, JSON. Must not throw: a destination that fails does not hold up the shard. */
    void send(String description);
}
