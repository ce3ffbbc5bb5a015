// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.edge.spool.BlockSpool;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whose turn it is: hands the streams that have blocks and are due to the threads that make calls, one after the other, so that
 * none is called twice before another one that waits. A stream that pauses costs no thread. Streams that gave no answer get all threads
 * but one at most, so that those which answer go on, as long as there is more than one thread. Thread-safe.
 */
final class Turns {

    private static final Duration IDLE_WAIT = Duration.ofMinutes(1);

    private final List<TenantCalls> streams;
    private final BlockSpool spool;
    private final int maxSilent;
    private final Set<TenantCalls> busy = new HashSet<>();
    private final Set<TenantCalls> busyThoughSilent = new HashSet<>();
    private int first;
    private volatile boolean draining;
    private volatile boolean ended;

    /** @param threads that ask for turns */
    Turns(List<TenantCalls> streams, BlockSpool spool, int threads) {
        this.streams = List.copyOf(streams);
        this.spool = spool;
        this.maxSilent = Math.max(1, threads - 1);
    }

    /** Waits for a stream that is due, which is the caller's until {@link #done}; empty at the end. */
    Optional<TenantCalls> next() throws InterruptedException {
        while (!ended) {
            long seen = spool.changes();
            Look look = look();
            if (look.due.isPresent() || (draining && !look.anyWaiting)) {
                return look.due;
            }
            spool.awaitChange(seen, look.waitNanos);
        }
        return Optional.empty();
    }

    /** The call is over. */
    void done(TenantCalls stream) {
        synchronized (this) {
            busy.remove(stream);
            busyThoughSilent.remove(stream);
        }
        spool.wakeUp(); // those who wait do not know when this stream is due
    }

    /** From here on turns end once the spool is empty, and none waits for records to come together. */
    void drain() {
        draining = true;
        spool.wakeUp();
    }

    /** No more turns. */
    void end() {
        ended = true;
        spool.wakeUp();
    }

    private synchronized Look look() {
        long waitNanos = IDLE_WAIT.toNanos();
        boolean anyWaiting = false;
        for (int i = 0; i < streams.size(); i++) {
            int position = (first + i) % streams.size();
            TenantCalls stream = streams.get(position);
            if (busy.contains(stream) || !stream.isWaiting()) {
                continue;
            }
            anyWaiting = true;
            long leftNanos = stream.nanosLeft(draining);
            if (leftNanos > 0) {
                waitNanos = Math.min(waitNanos, leftNanos);
                continue;
            }
            if (!stream.isSilent() || busyThoughSilent.size() < maxSilent) {
                first = position + 1;
                begin(stream);
                return new Look(Optional.of(stream), true, 0);
            }
        }
        return new Look(Optional.empty(), anyWaiting, waitNanos);
    }

    private void begin(TenantCalls stream) {
        busy.add(stream);
        if (stream.isSilent()) {
            busyThoughSilent.add(stream);
        }
    }

    private record Look(Optional<TenantCalls> due, boolean anyWaiting, long waitNanos) {}

    /** Makes calls for as long as there are turns. One instance is one call under way. */
    record Caller(Turns turns) implements Runnable {

        @Override
        public void run() {
            try {
                Optional<TenantCalls> stream = turns.next();
                while (stream.isPresent()) {
                    stream.get().call();
                    turns.done(stream.get());
                    stream = turns.next();
                }
            } catch (InterruptedException _) {
                // told to end
            }
        }
    }
}
