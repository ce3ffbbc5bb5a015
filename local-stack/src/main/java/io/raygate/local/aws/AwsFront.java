// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.raygate.local.caller.CallerCheck;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Takes each request from the event loop to a virtual thread and its answer back.
 *
 * <p>A request holds one permit from its headers to the last byte of its answer, so at most
 * {@code max-concurrent-requests} bodies are in memory at a time, of {@code max-pending-size} together.
 */
final class AwsFront implements Handler<HttpServerRequest> {

    private static final Logger LOG = Logger.getLogger(AwsFront.class);

    private final Vertx vertx;
    private final CallerCheck callers;
    private final List<AwsApi> apis;
    private final ResponseWriter writer;
    private final Bounds bounds;
    private final PendingBytes pending;
    private final Semaphore permits;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("aws-", 0).factory());
    private final LongAdder requests = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder fromPages = new LongAdder();
    private final LongAdder overloaded = new LongAdder();
    private final LongAdder tooLarge = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * What requests may take.
     *
     * @param maxBodyBytes    of one body
     * @param maxPendingBytes of all bodies under way
     */
    record Bounds(long maxBodyBytes, long maxPendingBytes, int maxConcurrentRequests) {}

    AwsFront(Vertx vertx, CallerCheck callers, List<AwsApi> apis, Bounds bounds) {
        this.vertx = vertx;
        this.callers = callers;
        this.apis = List.copyOf(apis);
        this.writer = new ResponseWriter(vertx);
        this.bounds = bounds;
        this.pending = new PendingBytes(bounds.maxPendingBytes());
        this.permits = new Semaphore(bounds.maxConcurrentRequests());
    }

    @Override
    public void handle(HttpServerRequest request) {
        requests.increment();
        Optional<String> refusal = callers.refusal(request);
        if (refusal.isPresent()) {
            fromPages.increment();
            refuse(request, AwsError.forbidden(refusal.get()));
            return;
        }
        if (!permits.tryAcquire()) {
            overloaded.increment();
            refuse(request, AwsError.overloaded());
            return;
        }
        Context context = vertx.getOrCreateContext();
        BodyReader reader = new BodyReader(bounds.maxBodyBytes(), pending);
        reader.read(request)
                .map(body -> awsRequest(request, body))
                .compose(awsRequest -> Future.fromCompletionStage(
                        CompletableFuture.supplyAsync(() -> dispatch(awsRequest), threads), context))
                .otherwise(failure -> explain(request, failure))
                .compose(response -> writer.write(request, response))
                .onComplete(done -> {
                    reader.release();
                    permits.release();
                });
    }

    /** Waits for the requests under way and keeps all permits, so that later ones are refused. */
    boolean drain(long timeoutMillis) throws InterruptedException {
        boolean drained = permits.tryAcquire(bounds.maxConcurrentRequests(), timeoutMillis, TimeUnit.MILLISECONDS);
        threads.shutdownNow();
        return drained;
    }

    Map<String, Object> status() {
        return Map.of(
                "requests", requests.sum(),
                "requestsUnderWay", bounds.maxConcurrentRequests() - permits.availablePermits(),
                "refusedUnknown", unknown.sum(),
                "refusedFromPages", fromPages.sum(),
                "refusedOverloaded", overloaded.sum(),
                "refusedTooLarge", tooLarge.sum(),
                "failed", failed.sum());
    }

    private AwsResponse dispatch(AwsRequest request) {
        for (AwsApi api : apis) {
            if (api.accepts(request)) {
                return api.handle(request);
            }
        }
        unknown.increment();
        return AwsError.unknownOperation(request);
    }

    /** Once the body was read and thrown away, so that the client gets round to reading why. */
    private void refuse(HttpServerRequest request, AwsResponse answer) {
        request.endHandler(end -> writer.write(request, answer));
    }

    private AwsResponse explain(HttpServerRequest request, Throwable failure) {
        if (failure instanceof BodyReader.NotKeptException notKept) {
            return explain(notKept);
        }
        if (!request.response().closed()) {
            failed.increment();
            LOG.errorf(failure, "AWS request failed: path=%s", request.path());
        }
        return AwsError.internalFailure();
    }

    private AwsResponse explain(BodyReader.NotKeptException notKept) {
        if (notKept.tooLarge()) {
            tooLarge.increment();
            return AwsError.bodyTooLarge(bounds.maxBodyBytes());
        }
        overloaded.increment();
        return AwsError.overloaded();
    }

    private static AwsRequest awsRequest(HttpServerRequest request, byte[] body) {
        return new AwsRequest(request.method().name(), request.path(), headers(request.headers()), body);
    }

    private static Map<String, String> headers(MultiMap headers) {
        Map<String, String> result = HashMap.newHashMap(headers.size());
        headers.forEach((name, value) -> result.put(name.toLowerCase(Locale.ROOT), value));
        return result;
    }
}
