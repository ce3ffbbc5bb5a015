// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.netty.buffer.ByteBuf;
import io.raygate.edge.listen.Service;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * {@code grpc.health.v1.Health/Check}: serving while spans are taken. Whatever service the request names, the answer is that of
 * the whole, so the request is not read.
 */
record HealthRequest(SpanIntake intake, OtlpMetrics metrics) implements Service.Request {

    @Override
    public Optional<Supplier<Response>> take(ByteBuf part) {
        return Optional.empty();
    }

    @Override
    public CompletionStage<Supplier<Response>> complete() {
        return CompletableFuture.completedStage(() -> GrpcReplies.ok(Messages.health(intake.isTaking())));
    }

    @Override
    public void concluded(Conclusion conclusion) {
        metrics.count(OtlpMetrics.Outcome.HEALTH);
    }
}
