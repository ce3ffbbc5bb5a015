// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.quarantine;

import io.raygate.gateway.time.Backoff;
import io.raygate.gateway.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Sends messages in calls of as many as fit, and those that failed again, until all are taken or the time is over. A call
 * whose answer is lost may have been taken: its messages are then in the queue twice.
 */
final class MessageSender {

    private static final Logger LOG = Logger.getLogger(MessageSender.class);

    private final MessageQueue queue;
    private final QuarantineConfig config;
    private final MessageLimits limits;

    MessageSender(MessageQueue queue, QuarantineConfig config, MessageLimits limits) {
        this.queue = queue;
        this.config = config;
        this.limits = limits;
    }

    /** The messages that were not taken before the deadline. */
    List<QuarantineMessage> send(String url, List<QuarantineMessage> messages, Deadline deadline)
            throws InterruptedException {
        Backoff backoff = new Backoff(config.minBackoff(), config.maxBackoff());
        List<QuarantineMessage> left = List.copyOf(messages);
        int failures = 0;
        while (!left.isEmpty() && deadline.allowsCall()) {
            List<QuarantineMessage> call = left.subList(0, fitting(left));
            List<QuarantineMessage> failed = sendOnce(url, call, deadline);
            failures = failed.isEmpty() ? 0 : failures + 1;
            left = concat(failed, left.subList(call.size(), left.size()));
            if (failures > 0 && !backoff.sleep(failures, ThreadLocalRandom.current(), deadline)) {
                break;
            }
        }
        return left;
    }

    /** How many of the first messages make a call; at least one. */
    private int fitting(List<QuarantineMessage> messages) {
        int count = 0;
        long bytes = 0;
        for (QuarantineMessage message : messages) {
            bytes += message.bytes();
            if (count == MessageLimits.MAX_ENTRIES || (count > 0 && bytes > limits.maxRequestBytes())) {
                break;
            }
            count++;
        }
        return count;
    }

    private List<QuarantineMessage> sendOnce(String url, List<QuarantineMessage> call, Deadline deadline) {
        return switch (queue.send(url, call, deadline.atMost(config.requestTimeout()))) {
            case QueueAnswer.Unavailable unavailable -> {
                LOG.debugf("The queue is not available: code=%s", unavailable.code());
                yield call;
            }
            case QueueAnswer.Taken taken -> {
                List<QuarantineMessage> failed = new ArrayList<>();
                taken.failed().keySet().stream().sorted().forEach(at -> failed.add(call.get(at)));
                yield failed;
            }
        };
    }

    /** What failed goes last, so that one message that is never taken holds up no other. */
    private static List<QuarantineMessage> concat(List<QuarantineMessage> failed, List<QuarantineMessage> rest) {
        List<QuarantineMessage> all = new ArrayList<>(rest);
        all.addAll(failed);
        return all;
    }
}
