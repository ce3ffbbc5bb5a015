// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.LossNotices;
import io.raygate.edge.spool.BlockSpool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;

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

    private static final Logger LOG = Logger.getLogger(Publisher.class);

    /** One throttled call in a row is the daily life of a stream; this many are worth a line in the log. */
    private static final int FAILURES_WORTH_A_LINE = 3;

    /** A block, or the end, wakes a publisher earlier. */
    private static final Duration IDLE_WAIT = Duration.ofMinutes(1);

    private final BlockSpool spool;
    private final RecordSink sink;
    private final PublishMetrics metrics;
    private final PublishLimits limits;
    private final Pace pace;
    private final LossNotices notices;
    private List<SealedBlock> pending = List.of();
    private long nextCallNanos;
    private int failuresInARow;
    private long setAside;
    private final CountDownLatch draining = new CountDownLatch(1);
    private volatile boolean ended;

    Publisher(BlockSpool spool, RecordSink sink, PublishMetrics metrics, PublishLimits limits, Pace pace) {
        this.spool = spool;
        this.sink = sink;
        this.metrics = metrics;
        this.limits = limits;
        this.pace = pace;
        this.notices = new LossNotices(pace.timing()::nanoTime);
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
                pace.pause(failuresInARow);
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
            pace.awaitTurn(bytesIn(pending));
            nextCallNanos = nextCallNanos();
            settle(sink.put(pending));
        } catch (RuntimeException e) {
            // Whatever it is, nobody has affirmed anything: a failed call like any other.
            noAnswer(new PutResult.NoAnswer(pending, e.getClass().getSimpleName(), String.valueOf(e.getMessage())));
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
        boolean isFull = pending.size() == limits.maxRecords() || bytesIn(pending) > limits.maxRequestBytes() / 2;
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
        pending = result.failed();
        switch (result) {
            case PutResult.Answered answered -> answered(answered);
            case PutResult.NoAnswer noAnswer -> noAnswer(noAnswer);
        }
    }

    private void answered(PutResult.Answered answered) {
        spool.accepted(answered.accepted());
        metrics.accepted(answered.accepted());
        learn(bytesIn(answered.accepted()), answered);
        if (answered.failed().isEmpty()) {
            recovered();
            return;
        }
        failed(
                answered,
                answered.failed().size() + " blocks were refused",
                !answered.accepted().isEmpty());
    }

    private void noAnswer(PutResult.NoAnswer noAnswer) {
        learn(0, noAnswer);
        failed(noAnswer, noAnswer.message(), false);
    }

    private void learn(long acceptedBytes, PutResult result) {
        pace.answered(acceptedBytes, result.isThrottled() ? bytesIn(result.failed()) : 0);
    }

    private void recovered() {
        if (failuresInARow >= FAILURES_WORTH_A_LINE) {
            LOG.infof("The stream accepts blocks again: stream=%s", limits.stream());
        }
        failuresInARow = 0;
    }

    /** @param isPart where part of the call went through: no reason to pause longer, and none to pause less */
    private void failed(PutResult result, String message, boolean isPart) {
        metrics.failed(result.errorCode(), pending.size());
        if (result.isRefused() && pending.size() > 1) {
            halve();
            return;
        }
        failuresInARow = isPart ? Math.max(1, failuresInARow) : failuresInARow + 1;
        if (failuresInARow == FAILURES_WORTH_A_LINE) {
            LOG.warnf(
                    "The stream does not accept blocks; they wait in the spool: stream=%s, code=%s, message=%s",
                    limits.stream(), result.errorCode(), message);
        }
        if (result.isRefused() || (!result.isThrottled() && failuresInARow % FAILURES_WORTH_A_LINE == 0)) {
            isolate(result);
        }
    }

    /** The half that stays is the next call; any publisher may take the other one. */
    private void halve() {
        int kept = pending.size() / 2;
        spool.giveBack(pending.subList(kept, pending.size()));
        pending = pending.subList(0, kept);
    }

    private void isolate(PutResult result) {
        if (pending.size() != 1) {
            halve();
            return;
        }
        SealedBlock alone = pending.getFirst();
        pending = List.of();
        if (!result.isRefused()) {
            spool.defer(alone);
            metrics.deferred();
            return;
        }
        if (spool.refused(alone, limits.maxRefusals())) {
            setAside++;
            notices.tell("Set aside blocks that the stream refuses", "code=" + result.errorCode(), setAside);
        }
    }

    private static long bytesIn(List<SealedBlock> blocks) {
        return blocks.stream().mapToLong(block -> block.frame().length).sum();
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
