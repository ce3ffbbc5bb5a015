// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.raygate.edge.body.Body;
import io.raygate.edge.listen.Service;
import io.raygate.edge.listen.Service.Conclusion;
import io.raygate.edge.listen.Service.Head;
import io.raygate.edge.listen.Service.Response;
import io.raygate.edge.otlp.ExportResult.Refusal;
import io.raygate.edge.otlp.ExportResult.Refused;
import io.raygate.edge.queue.QueuedBody;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One request to export spans, on its way to the thread that takes them, and counted once. Confined to the event loop. */
final class ExportRequest implements Service.Request {

    private static final Refused NOT_RUNNING =
            new Refused(Refusal.UNAVAILABLE, "The forwarder is starting or stopping; retry");

    private final SpanIntake intake;
    private final OtlpMetrics metrics;
    private final Replies replies;
    private final RequestBody form;
    private final InetAddress sender;
    private final long declaredBytes;
    private final QueuedBody<ExportResult> queued;
    private long receivedUnixNanos;
    private OtlpMetrics.Outcome outcome = OtlpMetrics.Outcome.INTERNAL_ERROR;

    ExportRequest(SpanIntake intake, OtlpMetrics metrics, Replies replies, RequestBody form, Head head) {
        this.intake = intake;
        this.metrics = metrics;
        this.replies = replies;
        this.form = form;
        this.sender = head.sender().getAddress();
        this.declaredBytes = declaredBytes(head);
        this.queued = new QueuedBody<>(intake.newBody(form.headBytes()));
    }

    /** The decoder has checked that it is a number. */
    private static long declaredBytes(Head head) {
        String declared = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return declared == null ? 0 : Long.parseLong(declared.strip());
    }

    @Override
    public Optional<Supplier<Response>> refusal() {
        SpanLimits limits = intake.limits();
        return declaredBytes > limits.maxRequestBytes() + (long) form.headBytes()
                ? Optional.of(reply(limits.tooLarge()))
                : Optional.empty();
    }

    @Override
    public Optional<Supplier<Response>> take(ByteBuf part) {
        Body body = queued.body();
        if (body.length() == 0) {
            body.expect(Math.max(declaredBytes, form.announcedBytes(part)));
        }
        return switch (body.append(part)) {
            case TAKEN -> Optional.empty();
            case TOO_LARGE -> Optional.of(reply(intake.limits().tooLarge()));
            case NO_ROOM -> Optional.of(reply(intake.limits().busy()));
            case MALFORMED -> throw new IllegalStateException("nothing was decoded");
        };
    }

    @Override
    public CompletionStage<Supplier<Response>> complete() {
        Optional<Refused> refusal = form.refusalOf(queued.body());
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(reply(refusal.get()));
        }
        receivedUnixNanos = System.currentTimeMillis() * 1_000_000;
        return queued.complete(() -> intake.offer(this))
                .orElseGet(() -> CompletableFuture.completedStage(NOT_RUNNING))
                .thenApply(this::reply);
    }

    @Override
    public void concluded(Conclusion conclusion) {
        metrics.count(
                switch (conclusion) {
                    case ANSWERED -> outcome;
                    case MALFORMED -> OtlpMetrics.Outcome.BAD_REQUEST;
                    case TIMED_OUT -> OtlpMetrics.Outcome.TIMEOUT;
                    case CLIENT_GONE -> OtlpMetrics.Outcome.CLIENT_GONE;
                    case FAILED -> OtlpMetrics.Outcome.INTERNAL_ERROR;
                });
        queued.close();
    }

    /** Has the request answered, on the thread of the queue. */
    void answer(SpanPut put) {
        queued.answer(body -> put.take(
                body,
                new SpanPut.Content(form.headBytes(), form.isGzip(body), form.isJson(), sender, receivedUnixNanos)));
    }

    /** Says that it will not be taken. */
    void refuse() {
        queued.refuse(NOT_RUNNING);
    }

    private Supplier<Response> reply(ExportResult result) {
        return () -> {
            outcome = OtlpMetrics.Outcome.of(result);
            return replies.of(result);
        };
    }
}
