// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.insight;

import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.group.Group;
import io.raygate.local.xray.index.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds insights in stored traces: minutes in which a service had at least five faults, and a tenth of its requests. Minutes
 * that are at most five apart are one insight. X-Ray learns what is usual from weeks of traffic; here nothing is learned.
 * Pure.
 */
final class InsightFinder {

    /** A quiet time after which an insight is closed. */
    private static final long QUIET_SECONDS = 300;

    private InsightFinder() {}

    /** Of the traces of a group; the newest first. */
    static List<Insight> find(Group group, List<Trace> traces, long nowSeconds) {
        TreeMap<Long, Minute> minutes = new TreeMap<>();
        for (Trace trace : traces) {
            if (group.test(trace)) {
                long start = Math.floorDiv((long) Math.floor(trace.start()), Minute.SECONDS) * Minute.SECONDS;
                minutes.computeIfAbsent(start, Minute::new).add(trace);
            }
        }
        Map<ServiceId, List<Minute>> open =
                new TreeMap<>(Comparator.comparing(ServiceId::name).thenComparing(ServiceId::type));
        List<Insight> insights = new ArrayList<>();
        for (Minute minute : minutes.values()) {
            Optional<ServiceId> anomaly = minute.anomaly();
            if (anomaly.isEmpty()) {
                continue;
            }
            List<Minute> run = open.computeIfAbsent(anomaly.get(), ignored -> new ArrayList<>());
            if (!run.isEmpty() && minute.start() - run.getLast().start() > QUIET_SECONDS) {
                insights.add(insight(group, anomaly.get(), run, nowSeconds));
                run.clear();
            }
            run.add(minute);
        }
        open.forEach((service, run) -> insights.add(insight(group, service, run, nowSeconds)));
        insights.sort((one, other) -> Long.compare(other.start(), one.start()));
        return insights;
    }

    private static Insight insight(Group group, ServiceId service, List<Minute> run, long nowSeconds) {
        boolean active = nowSeconds - run.getLast().start() <= QUIET_SECONDS + Minute.SECONDS;
        List<Trace> traces =
                run.stream().flatMap(minute -> minute.traces().stream()).toList();
        return new Insight(group, service, run, active, traces);
    }
}
