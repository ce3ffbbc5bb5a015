// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A request whose head has come, on the side of who answers it. Called on an event loop, by one connection: every method
 * returns at once.
 */
public interface PendingRequest {

    /**
     * Takes a part of the body.
     *
     * @return the answer where the request is refused: no more parts are wanted; empty where the part was taken
     */
    Optional<Answer> take(Buffer part);

    /** The body is complete. What is returned may complete anywhere, and exceptionally for a bug only. */
    CompletionStage<Answer> complete();

    /** The request was answered, or nobody waits for the answer any more. */
    void close();
}
