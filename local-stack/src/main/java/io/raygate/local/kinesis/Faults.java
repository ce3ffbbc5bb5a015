// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults that are active now. Thread-safe. Where several could hit, the one that was added first does. */
final class Faults {

    /** A fault, when it ends, and what it has seen so far. */
    record Active(Fault fault, Instant until, long candidates, long injected) {

        Active next(boolean hit) {
            return new Active(fault, until, candidates + 1, injected + (hit ? 1 : 0));
        }
    }

    private final int maxActive;
    private final List<Active> active = new ArrayList<>();
    private long injected;

    Faults(int maxActive) {
        this.maxActive = maxActive;
    }

    /** False where as many faults as allowed are active already. */
    synchronized boolean add(Fault fault, Instant now) {
        expire(now);
        if (active.size() >= maxActive) {
            return false;
        }
        active.add(new Active(fault, now.plus(fault.duration()), 0, 0));
        return true;
    }

    synchronized void clear() {
        active.clear();
    }

    synchronized List<Active> active(Instant now) {
        expire(now);
        return List.copyOf(active);
    }

    /** All that were ever injected. */
    synchronized long injected() {
        return injected;
    }

    /** The fault that hits the next request on the stream. */
    Optional<Fault> forRequest(String stream, Instant now) {
        return hit(fault -> !fault.kind().hitsEntries() && fault.stream().equals(stream), now);
    }

    /** The kind of fault that hits the next entry put to the stream. */
    Optional<FaultKind> forEntry(String stream, Instant now) {
        return hit(fault -> fault.kind().hitsEntries() && fault.stream().equals(stream), now)
                .map(Fault::kind);
    }

    private synchronized Optional<Fault> hit(Predicate<Fault> concerned, Instant now) {
        expire(now);
        for (int i = 0; i < active.size(); i++) {
            Active current = active.get(i);
            if (!concerned.test(current.fault())) {
                continue;
            }
            boolean hit = current.fault().hits(current.candidates() + 1);
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
