// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import io.raygate.gateway.batch.Batch;
import io.raygate.gateway.decode.ReceivedDocument;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Hands batches to X-Ray, a few at a time. A call that may go through later is made again until the deadline; what
 * has no answer by then is unfinished, and its records come again. A call that X-Ray refuses as a whole is cut
 * in halves until the document that spoils it stands alone.
 *
 * <p>A call whose answer is lost may have been taken: its documents are then sent twice, and X-Ray keeps one segment
 * for each id.
 */
@Singleton
public class Submitter {

    private static final Logger LOG = Logger.getLogger(Submitter.class);

    private final TraceSink sink;
    private final SubmitConfig config;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Submitter(TraceSink sink, SubmitConfig config) {
        this.sink = sink;
        this.config = config;
    }

    /** Answers for every document of every batch, before the deadline is over. */
    public Submission submit(List<Batch> batches, Deadline deadline) throws InterruptedException {
        ThreadFactory threads = Thread.ofVirtual().name("submit-", 0).factory();
        Submission total = Submission.NOTHING;
        try (ExecutorService calls = Executors.newFixedThreadPool(config.maxConcurrency(), threads)) {
            List<Future<Submission>> answers = new ArrayList<>();
            for (Batch batch : batches) {
                answers.add(calls.submit(() -> submit(batch, deadline)));
            }
            for (Future<Submission> answer : answers) {
                total = total.plus(answer.get());
            }
            return total;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call of PutTraceSegments has failed in an unforeseen way", e.getCause());
        }
    }

    private Submission submit(Batch batch, Deadline deadline) throws InterruptedException {
        int failures = 0;
        while (deadline.allows(Duration.ofMillis(1))) {
            switch (sink.put(batch, shorter(config.requestTimeout(), deadline.remaining()))) {
                case PutAnswer.Taken taken -> {
                    return settled(batch, taken).withRetries(failures);
                }
                case PutAnswer.Refused refused -> {
                    return bisected(batch, refused, deadline).withRetries(failures);
                }
                case PutAnswer.Unavailable unavailable -> {
                    failures++;
                    if (!pause(failures, deadline)) {
                        LOG.warnf(
                                "X-Ray did not take documents in time, their records come again: count=%d, code=%s",
                                batch.documents().size(), unavailable.code());
                        return unfinished(batch).withRetries(failures - 1);
                    }
                }
            }
        }
        return unfinished(batch).withRetries(failures);
    }

    private static Submission settled(Batch batch, PutAnswer.Taken taken) {
        Map<String, Integer> refused = new HashMap<>();
        taken.unprocessedCodes().forEach(code -> refused.merge(code, 1, Integer::sum));
        int delivered = batch.documents().size() - taken.unprocessedCodes().size();
        return new Submission(delivered, refused, 0, Set.of(), 0);
    }

    private Submission bisected(Batch batch, PutAnswer.Refused refused, Deadline deadline) throws InterruptedException {
        int size = batch.documents().size();
        if (size == 1) {
            return Submission.refused(refused.code());
        }
        Submission first = submit(new Batch(batch.documents().subList(0, size / 2)), deadline);
        Submission second = submit(new Batch(batch.documents().subList(size / 2, size)), deadline);
        return first.plus(second);
    }

    private static Submission unfinished(Batch batch) {
        return new Submission(
                0,
                Map.of(),
                batch.documents().size(),
                batch.documents().stream().map(ReceivedDocument::recordIndex).collect(Collectors.toSet()),
                0);
    }

    /** False where the deadline comes first. */
    private boolean pause(int failures, Deadline deadline) throws InterruptedException {
        long ceilingNanos =
                Math.min(config.maxBackoff().toNanos(), config.minBackoff().toNanos() << Math.min(failures - 1, 20));
        Duration pause = Duration.ofNanos(ceilingNanos / 2 + random.nextLong(ceilingNanos / 2 + 1));
        if (!deadline.allows(pause)) {
            return false;
        }
        Thread.sleep(pause);
        return true;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
