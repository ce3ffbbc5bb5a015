// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.raygate.local.sqs.QueueClient;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * One pass over a queue, with the semantics of Lambda's event source mapping for SQS: what the function has processed is
 * deleted, the rest becomes visible again. It takes as many messages as were visible when it began, so that what comes
 * back meanwhile waits for the next run. One run at a time; {@link #status} from any thread.
 */
final class RedriveRun {

    private static final Logger LOG = Logger.getLogger(RedriveRun.class);

    /** Beside the function's timeout: a message that comes back while it is worked on would be worked on twice. */
    private static final Duration VISIBILITY_RESERVE = Duration.ofSeconds(30);

    private final QueueClient queues;
    private final String queue;
    private final RedriveConfig config;
    private final FunctionLauncher launcher;
    private volatile String state = "starting";
    private final LongAdder received = new LongAdder();
    private final LongAdder processed = new LongAdder();
    private final LongAdder returned = new LongAdder();
    private volatile String lastFailure = "";

    RedriveRun(QueueClient queues, String queue, RedriveConfig config, FunctionLauncher launcher) {
        this.queues = queues;
        this.queue = queue;
        this.config = config;
        this.launcher = launcher;
    }

    /** Runs to the end, in a process that is started for it and killed then. */
    void run() {
        try (ExecutionEnvironments environments = new ExecutionEnvironments(launcher)) {
            state = "running";
            drain(environments, queues.visible(queue));
            state = lastFailure.isEmpty() ? "done" : "failed";
        } catch (IOException | IllegalStateException e) {
            LOG.errorf(e, "Redrive failed: queue=%s", queue);
            lastFailure = String.valueOf(e.getMessage());
            state = "failed";
        } catch (InterruptedException e) {
            state = "interrupted";
            Thread.currentThread().interrupt();
        }
    }

    boolean isRunning() {
        return state.equals("starting") || state.equals("running");
    }

    Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("state", state);
        status.put("received", received.sum());
        status.put("processed", processed.sum());
        status.put("returned", returned.sum());
        status.put("lastFailure", lastFailure);
        return status;
    }

    private void drain(FunctionInvoker function, int total) throws IOException, InterruptedException {
        Duration visibility = launcher.config().timeout().plus(VISIBILITY_RESERVE);
        int failures = 0;
        while (received.sum() < total && failures < config.maxFailures()) {
            int max = (int) Math.min(config.batchSize(), total - received.sum());
            List<JsonNode> messages = queues.receive(queue, max, visibility);
            if (messages.isEmpty()) {
                return;
            }
            received.add(messages.size());
            failures = deliver(function, messages) ? 0 : failures + 1;
        }
    }

    /** False where nothing was processed. */
    private boolean deliver(FunctionInvoker function, List<JsonNode> messages)
            throws IOException, InterruptedException {
        StreamArn account = launcher.account();
        String queueArn = "arn:aws:sqs:" + account.region() + ":" + account.account() + ":" + queue;
        InvocationResult result = function.invoke(SqsEvent.encode(messages, queueArn, account.region()));
        Set<String> unprocessed = SqsEvent.unprocessed(result, messages);
        lastFailure =
                result instanceof InvocationResult.Failed(var cause, String message) ? cause + ": " + message : "";
        List<String> done = messages.stream()
                .filter(message ->
                        !unprocessed.contains(message.path("MessageId").asText()))
                .map(RedriveRun::handle)
                .toList();
        if (!done.isEmpty()) {
            queues.delete(queue, done);
        }
        for (JsonNode message : messages) {
            if (unprocessed.contains(message.path("MessageId").asText())) {
                queues.release(queue, handle(message));
            }
        }
        processed.add(done.size());
        returned.add(messages.size() - done.size());
        return !done.isEmpty();
    }

    private static String handle(JsonNode message) {
        return message.path("ReceiptHandle").asText();
    }
}
