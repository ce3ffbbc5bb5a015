// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.netty.buffer.ByteBuf;
import io.raygate.edge.listen.Service;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Response;
import io.raygate.edge.otlp.ExportResult.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A request that is refused for what its head says. */
record RefusedRequest(Response response, Refusal reason, OtlpMetrics metrics) implements Service.Request {

    @Override
    public Optional<Supplier<Response>> refusal() {
        return Optional.of(() -> response);
    }

    @Override
    public Optional<Supplier<Response>> take(ByteBuf part) {
        return refusal();
    }

    @Override
    public CompletionStage<Supplier<Response>> complete() {
        return CompletableFuture.completedStage(() -> response);
    }

    @Override
    public void concluded(Conclusion conclusion) {
        metrics.count(OtlpMetrics.Outcome.of(reason));
    }
}
