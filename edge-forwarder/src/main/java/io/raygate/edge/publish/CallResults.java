// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.publish;

import io.raygate.block.SealedBlock;
import io.raygate.edge.observe.LossNotices;
import io.raygate.edge.spool.BlockSpool;
import java.util.List;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * What the answers of one stream mean for its blocks. A call that is refused for what is in it, or fails again and again, is
 * halved until one block stands alone; that one goes behind all others, or is set aside. Not thread-safe.
 */
final class CallResults {

    private static final Logger LOG = Logger.getLogger(CallResults.class);

    /** One throttled call in a row is the daily life of a stream; this many are worth a line in the log. */
    private static final int FAILURES_WORTH_A_LINE = 3;

    private final BlockSpool spool;
    private final PublishMetrics metrics;
    private final PublishLimits limits;
    private final LossNotices notices;
    private int failuresInARow;
    private long setAside;

    /** @param spool from which the blocks are leased */
    CallResults(BlockSpool spool, PublishMetrics metrics, PublishLimits limits, LongSupplier nanoTime) {
        this.spool = spool;
        this.metrics = metrics;
        this.limits = limits;
        this.notices = new LossNotices(nanoTime);
    }

    /** Calls that have failed since the last one that did not. */
    int failuresInARow() {
        return failuresInARow;
    }

    /**
     * Enters the result of a call.
     *
     * @return the blocks of the next call, which stay leased
     */
    List<SealedBlock> settle(PutResult result) {
        return switch (result) {
            case PutResult.Answered answered -> answered(answered);
            case PutResult.NoAnswer noAnswer -> failed(noAnswer, noAnswer.message(), false);
        };
    }

    private List<SealedBlock> answered(PutResult.Answered answered) {
        spool.accepted(answered.accepted());
        metrics.accepted(answered.accepted());
        if (answered.failed().isEmpty()) {
            recovered();
            return List.of();
        }
        return failed(
                answered,
                answered.failed().size() + " blocks were refused",
                !answered.accepted().isEmpty());
    }

    private void recovered() {
        if (failuresInARow >= FAILURES_WORTH_A_LINE) {
            LOG.infof("The stream accepts blocks again: stream=%s", limits.stream());
        }
        failuresInARow = 0;
    }

    /** @param isPart where part of the call went through: no reason to pause longer, and none to pause less */
    private List<SealedBlock> failed(PutResult result, String message, boolean isPart) {
        List<SealedBlock> failed = result.failed();
        metrics.failed(result.errorCode(), failed.size());
        if (result.isRefused() && failed.size() > 1) {
            return halve(failed);
        }
        failuresInARow = isPart ? Math.max(1, failuresInARow) : failuresInARow + 1;
        if (failuresInARow == FAILURES_WORTH_A_LINE) {
            LOG.warnf(
                    "The stream does not accept blocks; they wait in the spool: stream=%s, code=%s, message=%s",
                    limits.stream(), result.errorCode(), message);
        }
        boolean isStubborn = !result.isThrottled() && failuresInARow % FAILURES_WORTH_A_LINE == 0;
        return result.isRefused() || isStubborn ? isolate(result) : failed;
    }

    /** The half that stays is the next call; any publisher may take the other one. */
    private List<SealedBlock> halve(List<SealedBlock> failed) {
        int kept = failed.size() / 2;
        spool.giveBack(failed.subList(kept, failed.size()));
        return failed.subList(0, kept);
    }

    private List<SealedBlock> isolate(PutResult result) {
        if (result.failed().size() != 1) {
            return halve(result.failed());
        }
        SealedBlock alone = result.failed().getFirst();
        if (!result.isRefused()) {
            spool.defer(alone);
            metrics.deferred();
        } else if (spool.refused(alone, limits.maxRefusals())) {
            setAside++;
            notices.tell("Set aside blocks that the stream refuses", "code=" + result.errorCode(), setAside);
        }
        return List.of();
    }
}
