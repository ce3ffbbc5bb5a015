// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Records on their way to the function.
 *
 * @param records     in order, never empty
 * @param retriesUsed of the mapping's retry attempts
 * @param invocations in which the first of these records took part
 */
record Delivery(List<StoredRecord> records, int retriesUsed, int invocations) {

    Delivery {
        records = List.copyOf(records);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("A delivery needs records");
        }
    }

    static Delivery first(List<StoredRecord> records) {
        return new Delivery(records, 0, 0);
    }

    Delivery invoked() {
        return new Delivery(records, retriesUsed, invocations + 1);
    }

    Delivery retried() {
        return new Delivery(records, retriesUsed + 1, invocations);
    }

    /** The records from an index to another one, at the price of no retry. */
    Delivery slice(int from, int to) {
        return new Delivery(records.subList(from, to), retriesUsed, invocations);
    }

    /** How many records at the head are older than the age; the head is the oldest part, so no other one is. */
    int expired(Duration maxAge, Instant now) {
        Instant oldestKept = now.minus(maxAge);
        int count = 0;
        while (count < records.size() && records.get(count).approximateArrival().isBefore(oldestKept)) {
            count++;
        }
        return count;
    }
}
