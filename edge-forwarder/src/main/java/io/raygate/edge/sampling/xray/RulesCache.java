// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.sampling.xray;

import io.raygate.edge.port.Answer;
import io.raygate.edge.port.Outcome;
import io.raygate.edge.sampling.source.SamplingSource.Operation;
import io.raygate.edge.sampling.source.SamplingSource.SamplingRequest;
import io.raygate.edge.sampling.xray.UpstreamResult.Answered;
import io.raygate.edge.sampling.xray.UpstreamResult.Busy;
import io.raygate.edge.sampling.xray.UpstreamResult.NoCredentials;
import io.raygate.edge.sampling.xray.UpstreamResult.NotAnAnswer;
import io.raygate.edge.sampling.xray.UpstreamResult.Unreachable;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads of the rules. Those of one page share one call to X-Ray, whose answer serves all clients for a while. If X-Ray cannot
 * be reached or sends an invalid answer, clients get the last good answer until it is too old, and X-Ray is asked again at most
 * once a second. An error that is not an outage, such as missing permissions, is passed on so that it shows. A shared call
 * contains nothing of a client but the token of the page. Bounded; requests for pages that do not exist cannot displace the
 * first one. Thread-safe.
 */
final class RulesCache {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private static final Map<String, String> HEADERS =
            Map.of("content-type", "application/json", "accept", "application/json");

    private final PageCall upstream;
    private final Ages ages;
    private final Bounds bounds;
    private final InstantSource clock;
    /** In the order of the last use. */
    private final LinkedHashMap<RulesPage, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    RulesCache(PageCall upstream, Ages ages, Bounds bounds, InstantSource clock) {
        this.upstream = upstream;
        this.ages = ages;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** Asks X-Ray for a page. */
    @FunctionalInterface
    interface PageCall {

        /** One call for each subscription. Always emits; fails only for a bug. */
        Uni<UpstreamResult> ask(SamplingRequest request, RulesPage page);
    }

    /**
     * How old an answer may be.
     *
     * @param fresh to be given instead of asking
     * @param stale to be given when X-Ray cannot be asked
     */
    record Ages(Duration fresh, Duration stale) {}

    /**
     * What is remembered at most; the first page is in any case.
     *
     * @param bytes of all answers
     */
    record Bounds(int pages, long bytes) {}

    /** A page of the rules, from X-Ray or from before. Whoever asks during a call gets the answer of that call. */
    synchronized Uni<Answer> get(RulesPage page) {
        Entry entry = entries.computeIfAbsent(page, _ -> new Entry());
        keepBounds();
        if (entry.call != null) {
            return entry.call.map(RulesCache::shared);
        }
        if (clock.instant().isBefore(entry.askAgainAt)) {
            return Uni.createFrom().item(shared(entry.last));
        }
        var request = new SamplingRequest(Operation.GET_SAMPLING_RULES, HEADERS, page.toBody());
        Uni<Answer> call = upstream.ask(request, page)
                .onFailure()
                .invoke(() -> giveUp(entry))
                .map(result -> settle(entry, result))
                .memoize()
                .indefinitely();
        entry.call = call;
        return call;
    }

    /** Age of the oldest answer in use, in seconds; 0 if there is none. */
    synchronized double oldestSeconds() {
        Instant now = clock.instant();
        return entries.values().stream()
                        .filter(entry -> entry.good != null)
                        .mapToLong(entry -> Duration.between(entry.goodAt, now).toMillis())
                        .max()
                        .orElse(0)
                / 1_000.0;
    }

    private synchronized void giveUp(Entry entry) {
        entry.call = null;
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
        Answer answer = isOutage(result) ? lastGood(entry, now, result.toAnswer()) : result.toAnswer();
        entry.last = answer;
        keepBounds();
        return answer;
    }

    private void keepBounds() {
        long bytes = entries.values().stream().mapToLong(Entry::bytes).sum();
        Iterator<Map.Entry<RulesPage, Entry>> oldestFirst = entries.entrySet().iterator();
        while (oldestFirst.hasNext() && (entries.size() > bounds.pages || bytes > bounds.bytes)) {
            Map.Entry<RulesPage, Entry> oldest = oldestFirst.next();
            if (!oldest.getKey().isFirst()) {
                bytes -= oldest.getValue().bytes();
                oldestFirst.remove();
            }
        }
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
            case Unreachable _, NotAnAnswer _, NoCredentials _, Busy _ -> true;
        };
    }

    private static Answer shared(Answer answer) {
        return answer.outcome() == Outcome.ANSWERED ? answer.as(Outcome.CACHED) : answer;
    }

    private static final class Entry {

        private @Nullable Uni<Answer> call;
        private @Nullable Answer good;
        private Instant goodAt = Instant.MIN;
        private Answer last = new Busy().toAnswer();
        private Instant askAgainAt = Instant.MIN;

        /** An answer that is both the last and the last good one counts twice. */
        private long bytes() {
            return (long) last.body().length + (good == null ? 0 : good.body().length);
        }
    }
}
