// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.route;

import io.raygate.edge.receive.DocumentHandler;
import io.raygate.edge.workload.Workloads;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;

/**
 * Keeps documents of senders of which nothing is known yet: a pod may send before the API server has told its address. They
 * wait for a bounded time, from the sender's first document on, in bounded memory; then they are of no team. A document that waits is in nobody's books
 * until it is handed on, and is lost where the process is killed. Not thread-safe.
 */
@SuppressWarnings("ReferenceEquality") // all unknown senders are the same one: Workloads#UNKNOWN
final class WaitingRoom {

    /** Between two looks at who has become known. */
    private static final long LOOK_NANOS = 50_000_000;

    /** A sender that was silent for so long is a new one, since addresses are given out again. */
    private static final long FORGET_NANOS = 60_000_000_000L;

    /** Senders that are remembered; more of them are not waited for. */
    private static final int MAX_STRANGERS = 4_096;

    /** What a document costs beside its bytes. */
    private static final int OVERHEAD_BYTES = 128;

    private final Workloads workloads;
    private final Limits limits;
    private final Next next;
    private final Map<InetAddress, Stranger> strangers = new HashMap<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private long lookedNanos;

    /** @param next takes a document once its sender is known, or nobody waits for that any longer */
    WaitingRoom(Workloads workloads, Limits limits, Next next) {
        this.workloads = workloads;
        this.limits = limits;
        this.next = next;
    }

    /**
     * Takes a copy of a document whose sender is not known.
     *
     * @param spans 0 for a segment
     * @return false where it does not wait: its sender had its time, or there is no room
     */
    boolean offer(ByteBuffer document, int spans, InetAddress source, long receivedUnixNanos, long nowNanos) {
        long size = document.remaining() + (long) OVERHEAD_BYTES;
        if (!isNew(source, nowNanos) || bytes + size > limits.maxBytes()) {
            return false;
        }
        byte[] copy = new byte[document.remaining()];
        document.get(copy);
        bytes += size;
        waiting.add(new Waiting(copy, spans, source, receivedUnixNanos, nowNanos));
        return true;
    }

    /**
     * Hands on what has waited long enough, or for a sender that is known now.
     *
     * @return nanoseconds until the next call at the latest; {@link DocumentHandler#NOTHING_WAITS} where nothing waits
     */
    long look(long nowNanos) {
        if (waiting.isEmpty()) {
            return DocumentHandler.NOTHING_WAITS;
        }
        if (nowNanos - lookedNanos >= LOOK_NANOS) {
            lookedNanos = nowNanos;
            handOn(nowNanos);
        }
        return waiting.isEmpty() ? DocumentHandler.NOTHING_WAITS : LOOK_NANOS;
    }

    /** Hands on all that is left. */
    void close() {
        handOn(Long.MAX_VALUE);
    }

    private void handOn(long nowNanos) {
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting document = all.next();
            boolean isOver = nowNanos == Long.MAX_VALUE || nowNanos - document.sinceNanos >= limits.waitNanos();
            if (isOver || workloads.at(document.source) != Workloads.UNKNOWN) {
                all.remove();
                bytes -= document.body.length + (long) OVERHEAD_BYTES;
                next.take(ByteBuffer.wrap(document.body), document.spans, document.source, document.receivedUnixNanos);
            }
        }
        forgetSilent(nowNanos);
    }

    private void forgetSilent(long nowNanos) {
        strangers.values().removeIf(stranger -> nowNanos - stranger.lastNanos > FORGET_NANOS);
    }

    private boolean isNew(InetAddress source, long nowNanos) {
        Stranger stranger = strangers.get(source);
        if (stranger == null || nowNanos - stranger.lastNanos > FORGET_NANOS) {
            if (strangers.size() >= MAX_STRANGERS) {
                forgetSilent(nowNanos);
            }
            if (strangers.size() >= MAX_STRANGERS) {
                return false;
            }
            stranger = new Stranger(nowNanos);
            strangers.put(source, stranger);
        }
        stranger.lastNanos = nowNanos;
        return nowNanos - stranger.firstNanos < limits.waitNanos();
    }

    /** @param waitNanos from the first document of a sender on */
    record Limits(long waitNanos, long maxBytes) {}

    /** Where documents go that have waited. */
    interface Next {

        /**
         * Takes a document.
         *
         * @param spans 0 for a segment
         */
        void take(ByteBuffer document, int spans, InetAddress source, long receivedUnixNanos);
    }

    private static final class Stranger {

        private final long firstNanos;
        private long lastNanos;

        private Stranger(long nowNanos) {
            this.firstNanos = nowNanos;
            this.lastNanos = nowNanos;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    private record Waiting(byte[] body, int spans, InetAddress source, long receivedUnixNanos, long sinceNanos) {}
}
