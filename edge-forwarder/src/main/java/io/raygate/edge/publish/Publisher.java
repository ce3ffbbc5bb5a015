// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.DropReason;
import io.raygate.edge.observe.Ledger;
import io.raygate.edge.spool.BlockSpool;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Takes blocks from the spool and puts them, one call at a time, until told to drain and the spool is empty. A
 * block is published when the stream says so, and only the blocks that failed are sent again. While the
 * stream refuses, blocks gather in the spool and nothing else waits.
 *
 * <p>One instance is one call under way and at most {@code maxRequestBytes} of blocks held outside the spool. They are
 * lost with the process.
 */
final class Publisher implements Runnable {

    private static final Logger LOG = Logger.getLogger(Publisher.class);

    /** One throttled call in a row is the daily life of a stream; this many are worth a line in the log. */
    private static final int FAILURES_WORTH_A_LINE = 3;

    private static final Duration IDLE_WAIT = Duration.ofMillis(100);

    private final BlockSpool spool;
    private final RecordSink sink;
    private final Ledger ledger;
    private final PublishMetrics metrics;
    private final PublishLimits limits;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private List<SealedBlock> pending = List.of();
    private int failuresInARow;
    private volatile boolean draining;

    Publisher(BlockSpool spool, RecordSink sink, Ledger ledger, PublishMetrics metrics, PublishLimits limits) {
        this.spool = spool;
        this.sink = sink;
        this.ledger = ledger;
        this.metrics = metrics;
        this.limits = limits;
    }

    /** Ends {@link #run()} once spool and hands are empty; interrupt its thread to end it before that. */
    void drain() {
        draining = true;
    }

    @Override
    public void run() {
        try {
            while (topUp()) {
                settle(sink.put(pending));
                pauseAfterFailure();
            }
        } catch (InterruptedException _) {
            giveUp();
        }
    }

    /** False when there is nothing left to do. */
    private boolean topUp() throws InterruptedException {
        while (pending.isEmpty()) {
            boolean last = draining;
            pending = spool.take(limits.maxRecords(), limits.maxRequestBytes(), IDLE_WAIT);
            if (pending.isEmpty() && last) {
                return false;
            }
        }
        return true;
    }

    private void settle(PutResult result) {
        pending = result.failed();
        switch (result) {
            case PutResult.Answered answered -> answered(answered);
            case PutResult.NoAnswer noAnswer -> failed(noAnswer.errorCode(), noAnswer.message());
        }
    }

    private void answered(PutResult.Answered answered) {
        ledger.publish(documentsIn(answered.accepted()));
        metrics.accepted(answered.accepted());
        if (answered.failed().isEmpty()) {
            recovered();
            return;
        }
        // Part of the call went through: the stream is alive and only short of room, so start from the shortest pause.
        failuresInARow = answered.accepted().isEmpty() ? failuresInARow : 0;
        failed(answered.errorCode(), answered.failed().size() + " blocks were refused");
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

    private void pauseAfterFailure() throws InterruptedException {
        if (failuresInARow > 0) {
            Thread.sleep(limits.backoff().pause(failuresInARow, random));
        }
    }

    private void giveUp() {
        ledger.drop(DropReason.SHUTDOWN, documentsIn(pending));
        pending = List.of();
    }

    private static int documentsIn(List<SealedBlock> blocks) {
        return blocks.stream().mapToInt(SealedBlock::documents).sum();
    }
}
