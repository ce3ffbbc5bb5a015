// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.observe;

import io.raygate.gateway.decode.TenantId;
import io.raygate.gateway.submit.CallCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of everything that one invocation was given for one tenant:
 * {@code Documents + Redriven + SplitOff + FromSpans - SpanRequests = Delivered + Rejected + Quarantined + Parked + Held + Unfinished}. Unfinished documents come again and are
 * counted again. Not thread-safe.
 */
public final class InvocationBooks {

    private final TenantId tenant;
    private final Map<Metric, List<Long>> values = new EnumMap<>(Metric.class);
    private final Map<Metric, Map<String, Long>> byReason = new EnumMap<>(Metric.class);
    private final List<BlockRange> ranges = new ArrayList<>();

    /** Empty ones. */
    public InvocationBooks(TenantId tenant) {
        this.tenant = tenant;
    }

    /** Sets a metric. */
    public InvocationBooks set(Metric metric, long value) {
        return set(metric, List.of(value));
    }

    /** Sets a metric to several measurements; to none, where there are none. */
    public InvocationBooks set(Metric metric, List<Long> measured) {
        if (!measured.isEmpty()) {
            values.put(metric, List.copyOf(measured));
        }
        return this;
    }

    /** Adds to what is counted. */
    public InvocationBooks count(Metric metric, long more) {
        long before = values.getOrDefault(metric, List.of(0L)).getFirst();
        return set(metric, before + more);
    }

    /** Adds measurements, up to as many as a line takes; nothing where there are none. */
    public InvocationBooks measure(Metric metric, List<Long> measured) {
        List<Long> all = new ArrayList<>(values.getOrDefault(metric, List.of()));
        all.addAll(measured);
        return set(metric, all.subList(0, Math.min(all.size(), CallCounts.MAX_TIMES)));
    }

    /** Adds to what is counted by reason. */
    public InvocationBooks add(Metric metric, Map<String, Integer> counts) {
        Map<String, Long> sums = byReason.computeIfAbsent(metric, _ -> new HashMap<>());
        counts.forEach((reason, count) -> sums.merge(reason, (long) count, Long::sum));
        return this;
    }

    InvocationBooks add(List<BlockRange> more) {
        ranges.addAll(more.subList(0, Math.min(more.size(), BlockRange.MAX_PRINTED - ranges.size())));
        return this;
    }

    TenantId tenant() {
        return tenant;
    }

    Map<Metric, List<Long>> values() {
        return Collections.unmodifiableMap(values);
    }

    Map<Metric, Map<String, Long>> byReason() {
        return Collections.unmodifiableMap(byReason);
    }

    List<BlockRange> ranges() {
        return Collections.unmodifiableList(ranges);
    }
}
