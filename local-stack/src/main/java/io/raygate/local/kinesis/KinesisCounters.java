// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.kinesis;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What came in and what became of it: every record of a valid put is stored, throttled or failed. */
final class KinesisCounters {

    private final LongAdder requests = new LongAdder();
    private final LongAdder requestsRefused = new LongAdder();
    private final LongAdder recordsPut = new LongAdder();
    private final LongAdder recordsThrottled = new LongAdder();
    private final LongAdder recordsFailed = new LongAdder();
    private final LongAdder bytesPut = new LongAdder();

    void countRequest() {
        requests.increment();
    }

    void countRefusal() {
        requestsRefused.increment();
    }

    void count(PutOutcome outcome, int bytes) {
        switch (outcome) {
            case PutOutcome.Stored stored -> {
                recordsPut.increment();
                bytesPut.add(bytes);
            }
            case PutOutcome.Throttled throttled -> recordsThrottled.increment();
            case PutOutcome.Failed failed -> recordsFailed.increment();
        }
    }

    Map<String, Object> status() {
        return Map.of(
                "requests", requests.sum(),
                "requestsRefused", requestsRefused.sum(),
                "recordsPut", recordsPut.sum(),
                "recordsThrottled", recordsThrottled.sum(),
                "recordsFailed", recordsFailed.sum(),
                "bytesPut", bytesPut.sum());
    }
}
