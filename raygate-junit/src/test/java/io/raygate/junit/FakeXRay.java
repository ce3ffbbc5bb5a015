// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.junit;

import io.raygate.junit.xray.XRay;
import io.raygate.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Traces that come while time passes. Its filter is a text that documents contain. Not thread-safe. */
final class FakeXRay extends FakeTime implements XRay, Waiting.Ticks {

    private final List<Arrival> arrivals = new ArrayList<>();
    private int looks;

    private record Arrival(long nanos, String traceId, String document) {}

    FakeXRay put(Duration after, String traceId, String document) {
        arrivals.add(new Arrival(after.toNanos(), traceId, document));
        return this;
    }

    Traces traces() {
        Waiting waiting =
                new Waiting(Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofMillis(50), false, Set.of());
        return new Traces(this, Instant.EPOCH, waiting, 60, this);
    }

    int looks() {
        return looks;
    }

    @Override
    public List<String> find(String filter, Instant from, Instant to, int limit) {
        looks++;
        return arrived()
                .filter(arrival -> arrival.document.contains(filter))
                .map(Arrival::traceId)
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<List<String>> documents(String traceId) {
        looks++;
        List<String> documents = arrived()
                .filter(arrival -> arrival.traceId.equals(traceId))
                .map(Arrival::document)
                .toList();
        return documents.isEmpty() ? Optional.empty() : Optional.of(documents);
    }

    private java.util.stream.Stream<Arrival> arrived() {
        return arrivals.stream().filter(arrival -> arrival.nanos <= nanoTime());
    }

    @Override
    public String place() {
        return "a fake";
    }
}
