// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import java.util.List;

/** X-Ray's answer to one call of PutTraceSegments. */
sealed interface PutAnswer {

    /**
     * X-Ray accepted the call.
     *
     * @param unprocessed the documents that it did not accept; the others are delivered
     */
    record Taken(List<Unprocessed> unprocessed) implements PutAnswer {

        public Taken {
            unprocessed = List.copyOf(unprocessed);
        }
    }

    /** X-Ray refuses the whole call, and would refuse it again: one of its documents must be the reason. */
    record Refused(String code, String message) implements PutAnswer {}

    /** Too many documents at once, from us or from the whole account: the same call succeeds later. */
    record Throttled(String code) implements PutAnswer {}

    /**
     * X-Ray has answered that it cannot: 5xx, or a 4xx that blames neither the documents nor the caller. That may be X-Ray's
     * trouble, or one of the documents.
     */
    record Failed(String code, String message) implements PutAnswer {}

    /** The tenant's role does not trust this gateway, or may not put segments, whatever is sent, until somebody corrects it. */
    record Denied(String code) implements PutAnswer {}

    /**
     * No answer, one that confirms nothing, or one about our credentials: X-Ray may have accepted the call or not. The cause is
     * the network or one of the documents.
     */
    record Unavailable(String code) implements PutAnswer {}
}
