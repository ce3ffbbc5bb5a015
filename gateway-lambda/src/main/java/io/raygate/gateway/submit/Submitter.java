// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.aws.Deadline;
import io.raygate.aws.LruMap;
import io.raygate.gateway.batch.Batch;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.jboss.logging.Logger;

/**
 * Sends batches to X-Ray in their order, a few at a time, as fast as the target's send rate allows, or that of the tenant's
 * share. A call that may succeed
 * later is repeated until the deadline; documents without an answer by then are unfinished, and their records come again.
 * A call that X-Ray refuses as a whole is halved until the refused document stands alone.
 *
 * <p>X-Ray may have accepted a call whose answer is lost: its documents are then sent twice, and X-Ray keeps one segment for
 * each id. If the process dies here, the event source mapping sends the whole batch again.
 */
@Singleton
public class Submitter {

    private static final Logger LOG = Logger.getLogger(Submitter.class);

    private final TraceSink sink;
    private final SubmitConfig config;
    private final LruMap<Sender, SendRate> rates;
    private final LastTaken lastTaken;

    Submitter(TraceSink sink, SubmitConfig config, LastTaken lastTaken) {
        this.sink = sink;
        this.config = config;
        this.rates = new LruMap<>(config.maxRates());
        this.lastTaken = lastTaken;
    }

    /** Accounts for every document of every batch, before the deadline. */
    public Submission submit(List<Batch> batches, Destination destination, Deadline deadline)
            throws InterruptedException {
        SendRate rate = rates.computeIfAbsent(
                Sender.of(destination),
                sender -> new SendRate(
                        ceiling(sender),
                        config.recoverySegmentsPerSecond(),
                        deadline.timing().nanoTime()));
        Calls single = new Calls(sink, config, rate, lastTaken, destination, deadline);
        ThreadFactory threads = Thread.ofVirtual().name("submit-", 0).factory();
        Submission total = Submission.NOTHING;
        try (ExecutorService calls = Executors.newFixedThreadPool(config.maxConcurrency(), threads)) {
            List<Future<Submission>> answers = new ArrayList<>();
            for (Batch batch : batches) {
                answers.add(calls.submit(
                        () -> new BatchSubmission(single, config.maxFailures()).submit(batch.documents())));
            }
            for (Future<Submission> answer : answers) {
                total = total.plus(answer.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("unexpected failure while PutTraceSegments was called", e.getCause());
        }
        if (!total.unnamedSpans().isEmpty()) {
            LOG.warnf(
                    "X-Ray rejected spans without naming them, so they are in no queue: counts=%s, tenant=%s",
                    total.unnamedSpans(), destination.tenant().value());
        }
        if (!total.unfinished().isEmpty()) {
            LOG.warnf(
                    "X-Ray did not accept documents in time, their records come again: count=%d, tenant=%s,"
                            + " throttled=%d, failures=%s",
                    total.unfinished().size(),
                    destination.tenant().value(),
                    total.calls().throttled(),
                    total.calls().failures());
        }
        return total;
    }

    private double ceiling(Sender sender) {
        if (sender.share().isPresent()) {
            return sender.share().get().ofProcess(config.invocationsPerShard());
        }
        int account = config.accountSegmentsPerSecond();
        return account == 0 ? Double.POSITIVE_INFINITY : account;
    }

    /**
     * Whose send rate: of each tenant with a share by itself, of all others of a target together.
     *
     * @param tenant empty for all without a share
     */
    private record Sender(Target target, String tenant, Optional<Share> share) {

        static Sender of(Destination destination) {
            String tenant =
                    destination.share().isPresent() ? destination.tenant().value() : "";
            return new Sender(destination.target(), tenant, destination.share());
        }
    }
}
