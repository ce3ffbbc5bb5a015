// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import java.time.Duration;
import java.util.List;

/**
 * What happens with a delivery after an invocation.
 *
 * <p>Splitting uses up no retry. Where a function reports the record at which it failed, the batch is cut there; where
 * that is the first record, or the function failed as a whole, the batch is cut in half, so that a poison record ends up
 * alone and takes no other one with it.
 */
sealed interface NextStep {

    /** The records that count as processed now; possibly none. */
    List<StoredRecord> done();

    /** Nothing is left. */
    record Finish(List<StoredRecord> done) implements NextStep {}

    /** The rest is sent again, in this order, after a wait. */
    record SendAgain(List<StoredRecord> done, List<Delivery> rest, Duration delay) implements NextStep {}

    /** The retries are used up: the rest is discarded. */
    record Discard(List<StoredRecord> done, Delivery rest) implements NextStep {}

    /** Decides; the delivery has this invocation counted already. */
    static NextStep after(Delivery delivery, BatchOutcome outcome, MappingPolicy policy) {
        return switch (outcome) {
            case BatchOutcome.Succeeded() -> new Finish(delivery.records());
            case BatchOutcome.Failed _ -> afterFailure(delivery, policy, 0);
            case BatchOutcome.PartlyFailed(int firstFailed) -> afterFailure(delivery, policy, firstFailed);
        };
    }

    private static NextStep afterFailure(Delivery delivery, MappingPolicy policy, int firstFailed) {
        List<StoredRecord> done = delivery.records().subList(0, firstFailed);
        Delivery rest = delivery.slice(firstFailed, delivery.records().size());
        if (policy.bisect() && (firstFailed > 0 || rest.records().size() > 1)) {
            List<Delivery> parts = firstFailed > 0 ? List.of(rest) : halves(rest);
            return new SendAgain(done, parts, delay(rest, policy));
        }
        if (policy.maxRetries() >= 0 && rest.retriesUsed() >= policy.maxRetries()) {
            return new Discard(done, rest);
        }
        return new SendAgain(done, List.of(rest.retried()), delay(rest, policy));
    }

    private static Duration delay(Delivery rest, MappingPolicy policy) {
        return policy.retryBackoff().delay(rest.retriesUsed() + 1);
    }

    private static List<Delivery> halves(Delivery delivery) {
        int size = delivery.records().size();
        int middle = (size + 1) / 2;
        return List.of(delivery.slice(0, middle), delivery.slice(middle, size));
    }
}
