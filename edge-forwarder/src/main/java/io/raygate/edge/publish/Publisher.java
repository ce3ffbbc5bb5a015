// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import io.raygate.edge.spool.BlockSpool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Takes blocks from the spool and puts them, one call at a time, until told to drain and the spool is empty. A
 * block is published when the stream says so, and only the blocks that failed are sent again. While the
 * stream refuses, blocks gather in the spool and nothing else waits.
 *
 * <p>A call that is refused for what is in it, or fails again and again, is halved until one block stands alone. That one
 * goes behind all others and from then on into calls of its own, so that it holds up none, and is set aside once the stream has refused it
 * {@code raygate.publish.max-refusals} times and taken others in between: a stream that takes nothing proves nothing.
 *
 * <p>One instance is one call under way. Its blocks stay leased from the spool until the stream has them, so a process
 * that is killed repeats those that were on disk. Whatever is thrown in a round, the round has failed and the next one
 * begins after a pause; an {@link Error} ends the thread, and the process is no longer alive for its health check.
 */
final class Publisher implements Runnable {

    /** A block, or the end, wakes a publisher earlier. */
    private static final Duration IDLE_WAIT = Duration.ofMinutes(1);

    private final BlockSpool spool;
    private final RecordSink sink;
    private final CallResults results;
    private final PublishLimits limits;
    private final Pace pace;
    private List<SealedBlock> pending = List.of();
    private long nextCallNanos;
    private final CountDownLatch draining = new CountDownLatch(1);
    private volatile boolean ended;

    Publisher(BlockSpool spool, RecordSink sink, PublishMetrics metrics, PublishLimits limits, Pace pace) {
        this.spool = spool;
        this.sink = sink;
        this.results = new CallResults(spool, metrics, limits, pace.timing()::nanoTime);
        this.limits = limits;
        this.pace = pace;
        this.nextCallNanos = pace.timing().nanoTime();
    }

    /**
     * Ends {@link #run()} once spool and hands are empty; interrupt its thread to end it before that. One that waits for a
     * block notices once {@link BlockSpool#endWaiting} was called.
     */
    void drain() {
        draining.countDown();
    }

    /** Ends {@link #run()} as soon as the call under way has ended, or its thread is interrupted. */
    void end() {
        ended = true;
    }

    @Override
    public void run() {
        try {
            while (!ended && round()) {
                pace.pause(results.failuresInARow());
            }
        } catch (InterruptedException _) {
            // told to end
        } finally {
            spool.giveBack(pending);
            pending = List.of();
        }
    }

    /** One call. False when there is nothing left to do. */
    private boolean round() throws InterruptedException {
        try {
            if (!topUp()) {
                return false;
            }
            pace.awaitTurn(PutResult.bytesIn(pending));
            nextCallNanos = nextCallNanos();
            settle(sink.put(pending));
        } catch (RuntimeException e) {
            // Whatever it is, nobody has affirmed anything: a failed call like any other.
            settle(PutResult.NoAnswer.of(pending, e));
        }
        return true;
    }

    /** False when there is nothing left to do. */
    private boolean topUp() throws InterruptedException {
        long maxBytes = pace.rate().batchBytes(limits.maxRequestBytes());
        giveBackBeyond(maxBytes);
        while (pending.isEmpty()) {
            boolean last = draining.getCount() == 0;
            gather();
            pending = spool.take(limits.maxRecords(), maxBytes, last ? Duration.ZERO : IDLE_WAIT);
            if (pending.isEmpty() && last) {
                return false;
            }
        }
        return true;
    }

    /** Lets records come together that can share a call. */
    private void gather() throws InterruptedException {
        pace.awaitTime(nextCallNanos, draining);
    }

    /** At once where this call could not take all there was. */
    private long nextCallNanos() {
        boolean isFull =
                pending.size() == limits.maxRecords() || PutResult.bytesIn(pending) > limits.maxRequestBytes() / 2;
        long nowNanos = pace.timing().nanoTime();
        return isFull ? nowNanos : nowNanos + limits.minInterval().toNanos();
    }

    /** A stream that has no room for a call gets smaller ones, and the other publishers may take the rest. */
    private void giveBackBeyond(long maxBytes) {
        long bytes = 0;
        for (int kept = 0; kept < pending.size(); kept++) {
            bytes += pending.get(kept).frame().length;
            if (kept > 0 && bytes > maxBytes) {
                spool.giveBack(pending.subList(kept, pending.size()));
                pending = pending.subList(0, kept);
                return;
            }
        }
    }

    private void settle(PutResult result) {
        pace.answered(result);
        pending = results.settle(result);
    }

    /** Where blocks go: one call, one answer, no retry. Thread-safe. */
    interface RecordSink {

        /**
         * Offers blocks to the stream, one record each.
         *
         * @param blocks at least one, within the limits of one PutRecords call
         */
        PutResult put(List<SealedBlock> blocks);
    }
}
