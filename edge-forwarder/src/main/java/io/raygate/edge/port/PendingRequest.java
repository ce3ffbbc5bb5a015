// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A request whose head has arrived, on the side of whoever answers it. Called on an event loop, for one connection, so every
 * method returns at once.
 */
public interface PendingRequest {

    /**
     * Takes a part of the body.
     *
     * @param part valid until the call returns
     * @return the answer that refuses the request, after which no more parts come; empty if the part was taken
     */
    Optional<Answer> take(ByteBuf part);

    /** Answers the complete request. The stage may complete on any thread, exceptionally only for a bug. */
    CompletionStage<Answer> complete();

    /** The answer is decided, or nobody waits for it any more: the body can go. */
    void close();
}
