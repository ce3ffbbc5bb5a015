// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import io.raygate.local.kinesis.StoredRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Records and policies for tests of the pure parts. */
final class Records {

    private Records() {}

    /** Sequence numbers 1 to {@code count}. */
    static List<StoredRecord> numbered(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> InMemoryStream.record(i, "key", "r" + i))
                .toList();
    }

    static List<String> sequenceNumbers(List<StoredRecord> records) {
        return records.stream().map(StoredRecord::sequenceNumber).toList();
    }

    static MappingPolicy policy(boolean bisect, int maxRetries) {
        return new MappingPolicy(
                100, Duration.ZERO, 1, true, bisect, maxRetries, Optional.empty(), backoff(100, 1_000));
    }

    static Backoff backoff(long initialMillis, long maxMillis) {
        return new Backoff(Duration.ofMillis(initialMillis), Duration.ofMillis(maxMillis));
    }
}
