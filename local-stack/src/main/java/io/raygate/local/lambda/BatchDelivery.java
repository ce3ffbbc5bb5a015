// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import io.raygate.local.lambda.DiscardedBatch.Condition;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Brings a batch of one shard to its end: invokes, splits, retries, discards. At least once: a record counts as done
 * only after the function's answer, so an interrupt or the end of this process loses none that the stream still has.
 * Thread-safe.
 */
final class BatchDelivery {

    private final Target target;
    private final String shardId;
    private final KinesisEvent event;
    private final ShardProgress progress;
    private final Clock clock = Clock.systemUTC();

    BatchDelivery(Target target, String shardId, KinesisEvent event, ShardProgress progress) {
        this.target = target;
        this.shardId = shardId;
        this.event = event;
        this.progress = progress;
    }

    /** Returns when every record is either processed or discarded, and no earlier. */
    void deliver(List<StoredRecord> batch) throws InterruptedException {
        Deque<Delivery> waiting = new ArrayDeque<>();
        waiting.push(Delivery.first(batch));
        while (!waiting.isEmpty()) {
            attempt(waiting.pop()).reversed().forEach(waiting::push);
        }
    }

    private List<Delivery> attempt(Delivery delivery) throws InterruptedException {
        int expired = target.policy()
                .maxRecordAge()
                .map(maxAge -> delivery.expired(maxAge, clock.instant()))
                .orElse(0);
        if (expired > 0) {
            discard(delivery.slice(0, expired), Condition.RECORD_AGE_EXCEEDED);
            int size = delivery.records().size();
            return expired == size ? List.of() : List.of(delivery.slice(expired, size));
        }
        byte[] payload = event.encode(delivery.records());
        if (payload.length > RuntimeApiServer.MAX_PAYLOAD_BYTES) {
            discard(delivery, Condition.PAYLOAD_TOO_LARGE);
            return List.of();
        }
        return proceed(delivery.invoked(), invoke(delivery, payload));
    }

    private BatchOutcome invoke(Delivery delivery, byte[] payload) throws InterruptedException {
        InvocationResult result = target.function().invoke(payload);
        BatchOutcome outcome = BatchResponse.interpret(
                result, delivery.records(), target.policy().reportBatchItemFailures());
        target.counters().invoked(outcome);
        return outcome;
    }

    private List<Delivery> proceed(Delivery delivery, BatchOutcome outcome) throws InterruptedException {
        NextStep step = NextStep.after(delivery, outcome, target.policy());
        progress.done(step.done());
        target.counters().delivered(step.done().size());
        return switch (step) {
            case NextStep.Finish _ -> List.of();
            case NextStep.Discard(var _, Delivery rest) -> {
                discard(rest, Condition.RETRY_ATTEMPTS_EXHAUSTED);
                yield List.of();
            }
            case NextStep.SendAgain(var _, List<Delivery> rest, var delay) -> {
                target.counters().sentAgain(rest.getFirst().retriesUsed() > delivery.retriesUsed());
                Thread.sleep(delay);
                yield rest;
            }
        };
    }

    private void discard(Delivery delivery, Condition condition) {
        target.failures().add(DiscardedBatch.of(condition, delivery, shardId, target.stream(), clock.instant()));
        target.counters().discarded(delivery.records().size());
        progress.done(delivery.records());
    }

    /** What all shards of a mapping share. */
    record Target(
            StreamArn stream,
            MappingPolicy policy,
            FunctionInvoker function,
            MappingCounters counters,
            FailureDestination failures) {}
}
