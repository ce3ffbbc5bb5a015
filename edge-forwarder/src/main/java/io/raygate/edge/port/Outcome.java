// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.port;

import java.util.Locale;

/** How a request on the TCP port ended: the label {@code outcome} of {@code raygate_sampling_requests_total}. */
public enum Outcome {
    /** Answered with what was asked for. */
    ANSWERED,
    /** Answered with what X-Ray said to another client a moment ago, or to the same call. */
    CACHED,
    /** X-Ray could not be asked; answered with the last good rules. */
    STALE,
    /** None of the operations that are answered: 404. */
    NOT_FOUND,
    /** Not HTTP, or not a request of the operation: 4xx. */
    BAD_REQUEST,
    /** The body is over {@code raygate.proxy.max-body}, or that of segments over {@code raygate.intake.max-body}: 413. */
    TOO_LARGE,
    /** Not complete within {@code raygate.proxy.request-timeout}: the connection was closed. */
    TIMEOUT,
    /** The client closed the connection before it was answered. */
    CLIENT_GONE,
    /** There are no credentials to sign with: 503, and nothing was forwarded. */
    NO_CREDENTIALS,
    /** Too many calls to X-Ray are under way: 503; or as many segments as may wait do: 429. */
    BUSY,
    /** The forwarder starts or stops, and takes no segments: 503. */
    UNAVAILABLE,
    /** X-Ray answered with an error, which was passed on. */
    UPSTREAM_ERROR,
    /** X-Ray did not answer: 502. */
    UPSTREAM_UNREACHABLE,
    /** X-Ray answered with success, and with something that is no answer to the question: 502. */
    UPSTREAM_INVALID,
    /** A bug of ours: 500, with one line in the log. */
    INTERNAL_ERROR;

    /** As it stands in the label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
