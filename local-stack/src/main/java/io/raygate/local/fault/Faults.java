// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The faults of one service that are active now. Thread-safe. Where several could hit, the one that was added first does. */
public final class Faults {

    /** A fault, when it ends, and what it has seen so far. */
    record Active(Fault fault, Instant until, long candidates, long injected) {

        Active next(boolean hit) {
            return new Active(fault, until, candidates + 1, injected + (hit ? 1 : 0));
        }
    }

    private final FaultyService service;
    private final int maxActive;
    private final List<Active> active = new ArrayList<>();
    private long injected;

    public Faults(FaultyService service, int maxActive) {
        this.service = service;
        this.maxActive = maxActive;
    }

    /** False where as many faults as allowed are active already. */
    public synchronized boolean add(Fault fault, Instant now) {
        expire(now);
        if (active.size() >= maxActive) {
            return false;
        }
        active.add(new Active(fault, now.plus(fault.duration()), 0, 0));
        return true;
    }

    public synchronized void clear() {
        active.clear();
    }

    /** All that were ever injected. */
    public synchronized long injected() {
        return injected;
    }

    /** The fault that hits this call as a whole. */
    public Optional<Fault> forCall(Candidate call, Instant now) {
        return hit(fault -> !fault.kind().hitsEntries() && fault.aim().concerns(call), now);
    }

    /** The fault that hits this entry of a call. */
    public Optional<Fault> forEntry(Candidate entry, Instant now) {
        return hit(fault -> fault.kind().hitsEntries() && fault.aim().concerns(entry), now);
    }

    /** As {@code GET /api/faults/SERVICE} lists them. */
    public synchronized List<Map<String, Object>> describe(Instant now) {
        expire(now);
        return active.stream().map(this::describe).toList();
    }

    FaultyService service() {
        return service;
    }

    private Map<String, Object> describe(Active each) {
        Fault fault = each.fault();
        Map<String, Object> description = new TreeMap<>();
        if (service == FaultyService.KINESIS) {
            description.put("stream", fault.aim().stream());
        }
        description.put("operation", String.join(",", fault.aim().operations()));
        description.put("matching", fault.aim().matching());
        description.put("share", fault.aim().share());
        description.put("kind", fault.kind().label());
        description.put("seconds", fault.duration().toMillis() / 1_000.0);
        description.put("delayMillis", fault.effect().delay().toMillis());
        description.put("code", fault.effect().code());
        description.put("until", each.until().toString());
        description.put("injected", each.injected());
        return description;
    }

    private synchronized Optional<Fault> hit(Predicate<Fault> concerned, Instant now) {
        expire(now);
        for (int i = 0; i < active.size(); i++) {
            Active current = active.get(i);
            if (!concerned.test(current.fault())) {
                continue;
            }
            boolean hit = current.fault().aim().hits(current.candidates() + 1);
            active.set(i, current.next(hit));
            if (hit) {
                injected++;
                return Optional.of(current.fault());
            }
        }
        return Optional.empty();
    }

    private void expire(Instant now) {
        for (Iterator<Active> each = active.iterator(); each.hasNext(); ) {
            if (!each.next().until().isAfter(now)) {
                each.remove();
            }
        }
    }
}
