// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** One event on its way to a runtime, and the answer to come. */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time, never compared
record Invocation(
        String requestId,
        String traceHeader,
        Instant deadline,
        byte[] event,
        CompletableFuture<InvocationResult> result) {

    static Invocation of(byte[] event, Instant now, Instant deadline) {
        return new Invocation(
                UUID.randomUUID().toString(), unsampledTrace(now), deadline, event, new CompletableFuture<>());
    }

    /** Unsampled, so that the function does not trace its own work into the traces that it handles. */
    private static String unsampledTrace(Instant now) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "Root=1-%08x-%08x%016x;Parent=%016x;Sampled=0"
                .formatted((int) now.getEpochSecond(), random.nextInt(), random.nextLong(), random.nextLong());
    }

    boolean complete(InvocationResult answer) {
        return result.complete(answer);
    }
}
