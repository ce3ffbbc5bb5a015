// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import java.util.Optional;
import java.util.Set;

/**
 * A document that X-Ray did not accept, in an answer that accepts the call.
 *
 * @param id      the segment's; empty where X-Ray does not say which document it means
 * @param code    as X-Ray gives it; {@code Unknown} where it gives none
 * @param message as X-Ray gives it, maybe empty
 */
record Unprocessed(String id, String code, String message) {

    /**
     * X-Ray publishes no list. What is known to be the document's own fault: InvalidTraceId, MissingId, InvalidName,
     * InvalidSegment. These are not, by the names that AWS uses everywhere. Any other code counts as the document's fault:
     * an unknown code must not block a shard.
     */
    private static final Set<String> FAILED = Set.of(
            "RequestTimeout",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "InternalFailure",
            "InternalError",
            "InternalServerError",
            "InternalServerException");

    private static final Set<String> THROTTLED = Set.of(
            "Throttled",
            "ThrottledException",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException",
            "RequestLimitExceeded");

    boolean isRetryable() {
        return isFailed() || THROTTLED.contains(code);
    }

    /** X-Ray has failed with this document, which may be why. */
    boolean isFailed() {
        return FAILED.contains(code);
    }

    /** The document's id, where X-Ray gives one. */
    Optional<String> knownId() {
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }
}
