// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import java.util.List;

/** What X-Ray says to one call of PutTraceSegments. */
sealed interface PutAnswer {

    /**
     * The call was taken.
     *
     * @param unprocessed the documents of it that were not; the others are delivered
     */
    record Taken(List<Unprocessed> unprocessed) implements PutAnswer {

        public Taken {
            unprocessed = List.copyOf(unprocessed);
        }
    }

    /** The call as a whole is bad and will be bad again: one of its documents must be the reason. */
    record Refused(String code, String message) implements PutAnswer {}

    /** Too much at once, for us or for the whole account: the same call goes through later. */
    record Throttled(String code) implements PutAnswer {}

    /**
     * X-Ray has answered that it cannot: 5xx, or a 4xx that blames neither the documents nor the caller. That may be X-Ray's
     * trouble, or one of the documents.
     */
    record Failed(String code, String message) implements PutAnswer {}

    /** The tenant's role does not let this gateway in, or not put: whatever is sent, until somebody puts that right. */
    record Denied(String code) implements PutAnswer {}

    /**
     * No answer, one that affirms nothing, or none to these credentials: X-Ray may have taken the call, or nothing of it. That
     * is trouble on the way, or one of the documents.
     */
    record Unavailable(String code) implements PutAnswer {}
}
