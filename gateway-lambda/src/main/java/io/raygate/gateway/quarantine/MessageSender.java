// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.aws.Backoff;
import io.raygate.aws.Deadline;
import io.raygate.gateway.quarantine.MessageQueue.Answer;
import io.raygate.gateway.quarantine.Outbox.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Sends messages in calls of as many as fit, a few calls at once, and those that failed again, until all are taken or the
 * time is over. What was taken of a record that comes again is not sent again by this process. A call whose answer is lost
 * may have been taken: its messages are then in the queue twice.
 */
final class MessageSender {

    private static final Logger LOG = Logger.getLogger(MessageSender.class);

    private final MessageQueue queue;
    private final QuarantineConfig config;
    private final MessageLimits limits;
    private final Backoff backoff;
    private final SentBefore sentBefore;

    MessageSender(MessageQueue queue, QuarantineConfig config, MessageLimits limits) {
        this.queue = queue;
        this.config = config;
        this.limits = limits;
        this.backoff = Backoff.exponential("raygate.quarantine", config.minBackoff(), config.maxBackoff());
        this.sentBefore = new SentBefore(config.rememberedMessages());
    }

    /** The messages that were not taken before the deadline. */
    List<Letter> send(String url, List<Letter> letters, Deadline deadline) throws InterruptedException {
        Outbox outbox = new Outbox(sentBefore.without(letters), limits);
        ThreadFactory threads = Thread.ofVirtual().name("quarantine-", 0).factory();
        try (ExecutorService calls = Executors.newFixedThreadPool(concurrency(letters.size()), threads)) {
            List<Future<?>> senders = new ArrayList<>();
            for (int i = 0; i < concurrency(letters.size()); i++) {
                senders.add(calls.submit(() -> {
                    empty(outbox, url, deadline);
                    return null;
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("unexpected failure while SendMessageBatch was called", e.getCause());
        }
        List<Letter> left = outbox.left();
        if (!left.isEmpty()) {
            LOG.warnf(
                    "SQS did not accept messages in time, their records come again: queue=%s, count=%d, code=%s",
                    url.substring(url.lastIndexOf('/') + 1), left.size(), outbox.lastCode());
        }
        sentBefore.forgetAllBut(left, letters);
        return left;
    }

    private int concurrency(int letters) {
        int calls = (letters + MessageLimits.MAX_ENTRIES - 1) / MessageLimits.MAX_ENTRIES;
        return Math.clamp(calls, 1, config.maxConcurrency());
    }

    private void empty(Outbox outbox, String url, Deadline deadline) throws InterruptedException {
        Backoff within = backoff.withJitter(0.5, ThreadLocalRandom.current()).within(deadline);
        int failures = 0;
        while (deadline.allowsCall()) {
            List<Written> call = outbox.next();
            if (call.isEmpty()) {
                return;
            }
            int failed = sendOnce(outbox, url, call, deadline);
            failures = failed == 0 ? 0 : failures + 1;
            if (failures > 0 && !within.sleep(failures, deadline.timing())) {
                return;
            }
        }
    }

    /** How many of the call were not taken. */
    private int sendOnce(Outbox outbox, String url, List<Written> call, Deadline deadline) {
        List<QuarantineMessage> messages = call.stream().map(Written::message).toList();
        return switch (queue.send(url, messages, deadline.atMost(config.requestTimeout()))) {
            case Answer.Unavailable unavailable -> {
                outbox.putBack(call, unavailable.code());
                yield call.size();
            }
            case Answer.Taken taken -> {
                for (int at = 0; at < call.size(); at++) {
                    String code = taken.failed().get(at);
                    if (code == null) {
                        sentBefore.note(call.get(at));
                    } else {
                        outbox.putBack(List.of(call.get(at)), code);
                    }
                }
                yield taken.failed().size();
            }
        };
    }
}
