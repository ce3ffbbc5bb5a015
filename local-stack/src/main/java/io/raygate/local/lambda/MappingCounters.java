// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an event source mapping has done. One consistent snapshot: {@code invocations = successes + partial failures +
 * complete failures}. Thread-safe.
 */
final class MappingCounters {

    private long successes;
    private long partialFailures;
    private long completeFailures;
    private long retries;
    private long splits;
    private long recordsDelivered;
    private long recordsDiscarded;
    private String lastFailure = "";

    synchronized void invoked(BatchOutcome outcome) {
        switch (outcome) {
            case BatchOutcome.Succeeded() -> successes++;
            case BatchOutcome.PartlyFailed _ -> partialFailures++;
            case BatchOutcome.Failed(String reason) -> {
                completeFailures++;
                lastFailure = reason;
            }
        }
    }

    /** Counts a retry, or else a split, which uses up none. */
    synchronized void sentAgain(boolean retry) {
        if (retry) {
            retries++;
            return;
        }
        splits++;
    }

    synchronized void delivered(int records) {
        recordsDelivered += records;
    }

    synchronized void discarded(int records) {
        recordsDiscarded += records;
    }

    synchronized Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("invocations", successes + partialFailures + completeFailures);
        status.put("successes", successes);
        status.put("partialFailures", partialFailures);
        status.put("completeFailures", completeFailures);
        status.put("retries", retries);
        status.put("splits", splits);
        status.put("recordsDelivered", recordsDelivered);
        status.put("recordsDiscarded", recordsDiscarded);
        status.put("lastFailure", lastFailure);
        return status;
    }
}
