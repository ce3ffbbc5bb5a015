// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import io.raygate.edge.publish.Publisher.RecordSink;
import io.raygate.edge.spool.BlockSpool;
import io.raygate.edge.tenant.Tenant;
import java.time.Duration;
import java.util.List;

/**
 * The calls to the stream of one tenant, one at a time, by whichever thread has its turn. It never waits: it says when it
 * wants to be asked again, so that the thread can serve others meanwhile. Between two calls no block is leased, so that a
 * stream which refuses holds no memory beyond the spool's; what failed is first in the spool, and comes alone in the next call.
 *
 * <p>Not thread-safe: {@link Turns} gives it to one thread at a time.
 */
final class TenantCalls {

    private final Tenant tenant;
    private final BlockSpool spool;
    private final RecordSink sink;
    private final PublishLimits limits;
    private final Pace pace;
    private final CallResults results;
    private int nextRecords;
    private long earliestNanos;
    private long retryNanos;
    private boolean silent;

    /** @param pace of this stream alone */
    TenantCalls(
            Tenant tenant, BlockSpool spool, RecordSink sink, PublishMetrics metrics, PublishLimits limits, Pace pace) {
        this.tenant = tenant;
        this.spool = spool;
        this.sink = sink;
        this.limits = limits;
        this.pace = pace;
        this.results = new CallResults(spool, metrics, limits, pace.timing()::nanoTime);
        this.nextRecords = limits.maxRecords();
        this.earliestNanos = pace.timing().nanoTime();
        this.retryNanos = earliestNanos;
    }

    /** Whether there is a block for it. */
    boolean isWaiting() {
        return spool.hasWaiting(tenant);
    }

    /** Whether the last call had no answer of the stream: the next one may take as long. */
    boolean isSilent() {
        return silent;
    }

    /**
     * Nanoseconds from now until the next call; 0 or less where it is due.
     *
     * @param atOnce where records need not come together that can share a call
     */
    long nanosLeft(boolean atOnce) {
        long nowNanos = pace.timing().nanoTime();
        long left = Math.max(pace.rate().nextTurnNanos(nowNanos) - nowNanos, retryNanos - nowNanos);
        return atOnce ? left : Math.max(left, earliestNanos - nowNanos);
    }

    /** One call, of what there is. Whatever is thrown, the call has failed and the next one comes after a pause. */
    void call() throws InterruptedException {
        long maxBytes = pace.rate().batchBytes(limits.maxRequestBytes());
        List<SealedBlock> blocks = spool.take(tenant, nextRecords, maxBytes, Duration.ZERO);
        if (blocks.isEmpty()) {
            return;
        }
        long nowNanos = pace.timing().nanoTime();
        long bytes = PutResult.bytesIn(blocks);
        pace.rate().reserve(bytes, nowNanos);
        boolean isFull = blocks.size() == nextRecords || bytes > maxBytes / 2;
        earliestNanos = isFull ? nowNanos : nowNanos + limits.minInterval().toNanos();
        try {
            settle(sink.put(blocks));
        } catch (RuntimeException e) {
            settle(PutResult.NoAnswer.of(blocks, e));
        }
    }

    private void settle(PutResult result) {
        silent = !result.isOfTheStream();
        pace.answered(result);
        List<SealedBlock> again = results.settle(result);
        nextRecords = again.isEmpty() ? limits.maxRecords() : again.size();
        spool.giveBack(again);
        retryNanos = pace.timing().nanoTime() + pauseNanos();
    }

    private long pauseNanos() {
        return results.failuresInARow() == 0
                ? 0
                : pace.backoff()
                        .pause(results.failuresInARow())
                        .orElse(Duration.ZERO)
                        .toNanos();
    }
}
