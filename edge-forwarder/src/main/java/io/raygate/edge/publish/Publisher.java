// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import io.raygate.edge.spool.BlockSpool;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes blocks from the spool and puts them, one call at a time, until told to drain and the spool is empty. A
 * block is published when the stream says so, and only the blocks that failed are sent again. While the
 * stream refuses, blocks gather in the spool and nothing else waits.
 *
 * <p>One instance is one call under way. Its blocks stay leased from the spool until the stream has them, so a process
 * that is killed repeats those that were on disk.
 */
final class Publisher implements Runnable {

    private static final Logger LOG = Logger.getLogger(Publisher.class);

    /** One throttled call in a row is the daily life of a stream; this many are worth a line in the log. */
    private static final int FAILURES_WORTH_A_LINE = 3;

    private static final Duration IDLE_WAIT = Duration.ofMillis(100);

    private final BlockSpool spool;
    private final RecordSink sink;
    private final PublishMetrics metrics;
    private final PublishLimits limits;
    private final Pace pace;
    private List<SealedBlock> pending = List.of();
    private long nextCallNanos;
    private int failuresInARow;
    private volatile boolean draining;

    Publisher(BlockSpool spool, RecordSink sink, PublishMetrics metrics, PublishLimits limits, Pace pace) {
        this.spool = spool;
        this.sink = sink;
        this.metrics = metrics;
        this.limits = limits;
        this.pace = pace;
        this.nextCallNanos = pace.timing().nanoTime();
    }

    /** Ends {@link #run()} once spool and hands are empty; interrupt its thread to end it before that. */
    void drain() {
        draining = true;
    }

    @Override
    public void run() {
        try {
            while (topUp()) {
                pace.awaitTurn(bytesIn(pending));
                nextCallNanos = nextCallNanos();
                settle(sink.put(pending));
                pace.pause(failuresInARow);
            }
        } catch (InterruptedException _) {
            spool.giveBack(pending);
            pending = List.of();
        }
    }

    /** False when there is nothing left to do. */
    private boolean topUp() throws InterruptedException {
        long maxBytes = pace.rate().batchBytes(limits.maxRequestBytes());
        giveBackBeyond(maxBytes);
        while (pending.isEmpty()) {
            boolean last = draining;
            gather(last);
            pending = spool.take(limits.maxRecords(), maxBytes, IDLE_WAIT);
            if (pending.isEmpty() && last) {
                return false;
            }
        }
        return true;
    }

    /** Lets records come together that can share a call. */
    private void gather(boolean last) throws InterruptedException {
        if (!last) {
            pace.awaitTime(nextCallNanos);
        }
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
        // Part of the call went through: the stream is alive and only short of room, so start from the shortest pause.
        failuresInARow = answered.accepted().isEmpty() ? failuresInARow : 0;
        failed(answered.errorCode(), answered.failed().size() + " blocks were refused");
    }

    private void noAnswer(PutResult.NoAnswer noAnswer) {
        learn(0, noAnswer);
        failed(noAnswer.errorCode(), noAnswer.message());
    }

    private void learn(long acceptedBytes, PutResult result) {
        pace.answered(acceptedBytes, result.isThrottled() ? bytesIn(result.failed()) : 0);
    }

    private void recovered() {
        if (failuresInARow >= FAILURES_WORTH_A_LINE) {
            LOG.infof("Blocks get onto the stream again: stream=%s", limits.stream());
        }
        failuresInARow = 0;
    }

    private void failed(String errorCode, String message) {
        failuresInARow++;
        metrics.failed(errorCode, pending.size());
        if (failuresInARow == FAILURES_WORTH_A_LINE) {
            LOG.warnf(
                    "Blocks do not get onto the stream and wait in the spool: stream=%s, code=%s, message=%s",
                    limits.stream(), errorCode, message);
        }
    }

    private static long bytesIn(List<SealedBlock> blocks) {
        return blocks.stream().mapToLong(block -> block.frame().length).sum();
    }
}
