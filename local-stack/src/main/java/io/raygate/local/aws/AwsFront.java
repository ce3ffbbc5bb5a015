// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.aws;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.raygate.local.caller.CallerCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Admits requests, and answers each on a virtual thread with the first {@link AwsApi} that accepts it.
 *
 * <p>A request holds one permit from its headers to the last byte of its answer, so at most
 * {@code max-concurrent-requests} bodies are in memory at a time, of {@code max-pending-size} together. Thread-safe.
 */
final class AwsFront {

    private static final Logger LOG = Logger.getLogger(AwsFront.class);

    private final CallerCheck callers;
    private final List<AwsApi> apis;
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

    AwsFront(CallerCheck callers, List<AwsApi> apis, Bounds bounds) {
        this.callers = callers;
        this.apis = List.copyOf(apis);
        this.bounds = bounds;
        this.pending = new PendingBytes(bounds.maxPendingBytes());
        this.permits = new Semaphore(bounds.maxConcurrentRequests());
    }

    /** Takes a permit for a request, or says why it gets none. */
    Optional<AwsResponse> refusal(HttpRequest head) {
        requests.increment();
        Optional<String> why = callers.refusal(head);
        if (why.isPresent()) {
            fromPages.increment();
            return Optional.of(AwsError.forbidden(why.get()));
        }
        if (HttpUtil.getContentLength(head, 0L) > bounds.maxBodyBytes()) {
            tooLarge.increment();
            return Optional.of(AwsError.bodyTooLarge(bounds.maxBodyBytes()));
        }
        if (!permits.tryAcquire()) {
            overloaded.increment();
            return Optional.of(AwsError.overloaded());
        }
        return Optional.empty();
    }

    /** Gives the permit back. */
    void release() {
        permits.release();
    }

    /** Makes room for a part of a body, or says why there is none. */
    Optional<AwsResponse> reserve(int before, int part) {
        if (before + (long) part > bounds.maxBodyBytes()) {
            tooLarge.increment();
            return Optional.of(AwsError.bodyTooLarge(bounds.maxBodyBytes()));
        }
        if (!pending.take(part)) {
            overloaded.increment();
            return Optional.of(AwsError.overloaded());
        }
        return Optional.empty();
    }

    /** Gives room for bodies back. */
    void giveBack(int bytes) {
        pending.giveBack(bytes);
    }

    /** Answers a complete request; never exceptionally. */
    CompletableFuture<AwsResponse> answer(HttpRequest head, byte[] body) {
        AwsRequest request = awsRequest(head, body);
        try {
            return CompletableFuture.supplyAsync(() -> dispatch(request), threads)
                    .exceptionally(bug -> failed(request, bug));
        } catch (RejectedExecutionException stopping) {
            return CompletableFuture.completedFuture(AwsError.overloaded());
        }
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

    private AwsResponse failed(AwsRequest request, Throwable bug) {
        failed.increment();
        LOG.errorf(bug, "AWS request failed: path=%s", request.path());
        return AwsError.internalFailure();
    }

    private static AwsRequest awsRequest(HttpRequest head, byte[] body) {
        Map<String, String> headers = HashMap.newHashMap(head.headers().size());
        head.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        String target = head.uri();
        int query = target.indexOf('?');
        return new AwsRequest(head.method().name(), query < 0 ? target : target.substring(0, query), headers, body);
    }
}
