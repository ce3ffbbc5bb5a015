// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A request of which the head says that it is not taken. */
record RefusedRequest(Answer answer) implements PendingRequest {

    @Override
    public Optional<Answer> take(Buffer part) {
        return Optional.of(answer);
    }

    @Override
    public CompletionStage<Answer> complete() {
        return CompletableFuture.completedStage(answer);
    }

    @Override
    public void close() {
        // it holds nothing
    }
}
