// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

/** What became of the spans of a request. */
sealed interface ExportResult {

    /** All of them are in blocks, or were shed by the limits, of which a sender is not told. */
    record Taken() implements ExportResult {}

    /**
     * All but some, which will never be taken.
     *
     * @param message says why, without quoting them
     */
    record TakenPartly(int rejectedSpans, String message) implements ExportResult {}

    /**
     * None of them.
     *
     * @param message for the person who reads the log of the client; names the remedy where there is one
     */
    record Refused(Refusal reason, String message) implements ExportResult {}

    /**
     * Why a request is refused, in HTTP's status and in gRPC's code (google.rpc.Code). OTLP clients try again for 429 and 503,
     * and for {@code UNAVAILABLE}; for everything else they drop what they have sent (OTLP specification 1.11.0, read
     * 2026-11-27).
     */
    enum Refusal {
        /** Not a request of spans. */
        MALFORMED(400, 3),
        /** Sent by a page in a browser. */
        FROM_A_PAGE(403, 7),
        /** No such operation. */
        NOT_FOUND(404, 12),
        /** Not a POST. */
        NOT_A_POST(405, 12),
        /** Larger than {@code raygate.otlp.max-request}. */
        TOO_LARGE(413, 8),
        /** Of a content type or an encoding that is not known. */
        UNSUPPORTED(415, 12),
        /** {@code raygate.otlp.max-pending} is reached: the client tries again. */
        BUSY(429, 14),
        /** The forwarder starts or stops: the client tries again. */
        UNAVAILABLE(503, 14);

        /** When a client may try again: by then the thread has handed over what waits. */
        static final int RETRY_AFTER_SECONDS = 1;

        private final int status;
        private final int code;

        Refusal(int status, int code) {
            this.status = status;
            this.code = code;
        }

        int status() {
            return status;
        }

        int code() {
            return code;
        }

        boolean isRetried() {
            return this == BUSY || this == UNAVAILABLE;
        }
    }
}
