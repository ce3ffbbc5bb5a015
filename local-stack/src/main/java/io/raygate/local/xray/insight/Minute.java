// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.insight;

import io.raygate.local.xray.document.ServiceId;
import io.raygate.local.xray.index.Request;
import io.raygate.local.xray.index.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The traces of a group that began in one minute. Not thread-safe while it is filled. */
final class Minute {

    static final long SECONDS = 60;

    /** Fewer faults are an accident. */
    private static final long LEAST_FAULTS = 5;

    /** A smaller share is noise. */
    private static final double LEAST_SHARE = 0.1;

    private final long start;
    private final List<Trace> traces = new ArrayList<>();
    private final Map<ServiceId, Impact> services = new HashMap<>();
    private final Set<ServiceId> callersOfFailing = new HashSet<>();
    private Impact clients = Impact.NONE;

    /**
     * An empty one.
     *
     * @param start seconds since the epoch
     */
    Minute(long start) {
        this.start = start;
    }

    long start() {
        return start;
    }

    List<Trace> traces() {
        return traces;
    }

    Impact clients() {
        return clients;
    }

    Impact of(ServiceId service) {
        return services.getOrDefault(service, Impact.NONE);
    }

    void add(Trace trace) {
        traces.add(trace);
        for (Request request : trace.requests()) {
            boolean isFault = request.calleeSpan().outcome().fault();
            Impact one = new Impact(isFault ? 1 : 0, 1);
            services.merge(request.to(), one, Impact::plus);
            if (request.kind() == Request.Kind.ENTRY) {
                clients = clients.plus(one);
            } else if (isFault) {
                callersOfFailing.add(request.from());
            }
        }
    }

    /** The service that stands out, farthest down: it fails, and calls none that fails. */
    Optional<ServiceId> anomaly() {
        return services.entrySet().stream()
                .filter(service -> standsOut(service.getValue()) && !callersOfFailing.contains(service.getKey()))
                .max(Map.Entry.comparingByValue((one, other) -> Long.compare(one.faults(), other.faults())))
                .map(Map.Entry::getKey);
    }

    private static boolean standsOut(Impact impact) {
        return impact.faults() >= LEAST_FAULTS && impact.faults() >= impact.total() * LEAST_SHARE;
    }
}
