// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.proxy.xray;

import io.raygate.edge.proxy.source.Answer;
import io.raygate.edge.proxy.source.Outcome;
import io.raygate.edge.proxy.source.SamplingRequest;
import io.raygate.edge.proxy.xray.UpstreamResult.Answered;
import io.raygate.edge.proxy.xray.UpstreamResult.Busy;
import io.raygate.edge.proxy.xray.UpstreamResult.NoCredentials;
import io.raygate.edge.proxy.xray.UpstreamResult.Unreachable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads of rules: equal requests are one call to X-Ray, whose answer is given to everybody for a while. Where X-Ray cannot be
 * asked, the last good answer is given until it is too old; and X-Ray is asked again at most once a second. An error that is
 * not an outage, missing permissions say, is passed on: it would only be hidden. Bounded; thread-safe.
 */
final class RulesCache {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Upstream upstream;
    private final Ages ages;
    private final int maxEntries;
    private final InstantSource clock;
    /** In the order of the last use. */
    private final LinkedHashMap<ByteBuffer, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    RulesCache(Upstream upstream, Ages ages, int maxEntries, InstantSource clock) {
        this.upstream = upstream;
        this.ages = ages;
        this.maxEntries = maxEntries;
        this.clock = clock;
    }

    /**
     * How old an answer may be.
     *
     * @param fresh to be given instead of asking
     * @param stale to be given when X-Ray cannot be asked
     */
    record Ages(Duration fresh, Duration stale) {}

    /** The rules, from X-Ray or from before. */
    synchronized CompletableFuture<Answer> get(SamplingRequest request) {
        Entry entry = entries.computeIfAbsent(ByteBuffer.wrap(request.body()), _ -> new Entry());
        if (entries.size() > maxEntries) {
            entries.pollFirstEntry();
        }
        if (entry.call != null) {
            return entry.call.thenApply(RulesCache::shared);
        }
        if (clock.instant().isBefore(entry.askAgainAt)) {
            return CompletableFuture.completedFuture(shared(entry.last));
        }
        var call = new CompletableFuture<Answer>();
        entry.call = call;
        upstream.call(request).whenComplete((result, bug) -> finish(entry, call, result, bug));
        return call;
    }

    /** Age of the oldest answer that is in use, in seconds; 0 where there is none. */
    synchronized double oldestSeconds() {
        Instant now = clock.instant();
        return entries.values().stream()
                        .filter(entry -> entry.good != null)
                        .mapToLong(entry -> Duration.between(entry.goodAt, now).toMillis())
                        .max()
                        .orElse(0)
                / 1_000.0;
    }

    private void finish(
            Entry entry, CompletableFuture<Answer> call, @Nullable UpstreamResult result, @Nullable Throwable bug) {
        if (result == null) {
            synchronized (this) {
                entry.call = null;
            }
            call.completeExceptionally(bug == null ? new IllegalStateException("No result") : bug);
            return;
        }
        call.complete(settle(entry, result));
    }

    private synchronized Answer settle(Entry entry, UpstreamResult result) {
        Instant now = clock.instant();
        entry.call = null;
        entry.askAgainAt = now.plus(PAUSE_AFTER_FAILURE);
        if (result instanceof Answered answered && answered.isGood()) {
            entry.good = answered.toAnswer();
            entry.goodAt = now;
            entry.askAgainAt = now.plus(ages.fresh);
        }
        entry.last = isOutage(result) ? lastGood(entry, now, result.toAnswer()) : result.toAnswer();
        return entry.last;
    }

    private Answer lastGood(Entry entry, Instant now, Answer otherwise) {
        if (entry.good == null || now.isAfter(entry.goodAt.plus(ages.stale))) {
            return otherwise;
        }
        return entry.good.as(Outcome.STALE);
    }

    private static boolean isOutage(UpstreamResult result) {
        return switch (result) {
            case Answered answered -> answered.isOutage();
            case Unreachable _, NoCredentials _, Busy _ -> true;
        };
    }

    private static Answer shared(Answer answer) {
        return answer.outcome() == Outcome.ANSWERED ? answer.as(Outcome.CACHED) : answer;
    }

    private static final class Entry {

        private @Nullable CompletableFuture<Answer> call;
        private @Nullable Answer good;
        private Instant goodAt = Instant.MIN;
        private Answer last = new Busy().toAnswer();
        private Instant askAgainAt = Instant.MIN;
    }
}
